-- Without the program, articles open all the same, and somebody is told once.

local t = require('support')

t.run(function()
  vim.lsp.enable('newsmark', false)
  vim.g.newsmark = { command = 'no-such-newsmark', colour = 'red' }
  require('newsmark.server').enable()
  t.write({ ['story.nmk'] = '[Duarte @ana] left.\n' })
  vim.cmd.edit('story.nmk')
  t.step('somebody is told', t.has_said('there is no program `no-such-newsmark`'), t.said)
  t.step('filetype', vim.bo.filetype == 'newsmark', vim.bo.filetype)
  t.step('the syntax file colours', vim.fn.synIDattr(vim.fn.synID(1, 3, 1), 'name') == 'newsmarkMention')
  vim.cmd.Newsmark('quotes')
  t.step('commands say why they can’t', t.has_said('the language server does not run here'), t.said)
  vim.cmd.checkhealth('newsmark')
  t.step('health says what to do', t.lines():find('cargo install', 1, true) ~= nil, t.lines())
  t.step('health knows the settings', t.lines():find('mean nothing: colour', 1, true) ~= nil, t.lines())
end)
