-- `:Newsmark …` and `:checkhealth newsmark`.

local t = require('support')

t.run(function()
  t.write({
    ['newsmark.toml'] = '',
    ['entities.nmk'] = '---\n@ana :person Ana Duarte\n',
    ['story.nmk'] = '# Pact\n\n[Duarte @ana #q1] [said :cue #q1] 😀 {the port is closed @ana #q1}. {"No," @?} [she @anna] said.\n',
    ['other.nmk'] = '[Okoro @okoro] left.\n',
  })
  vim.cmd.edit('story.nmk')
  t.client()
  -- With what depends on other files, all of them are read.
  t.becomes('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)

  vim.cmd.Newsmark('quotes')
  local function quotes()
    return vim.fn.getloclist(vim.fn.win_getid(vim.fn.winnr('#')), { title = true, items = true })
  end
  local column = #'[Duarte @ana #q1] [said :cue #q1] 😀 ' + 1
  t.becomes('quotes in the location list', function()
    local list = quotes()
    local first, second = list.items[1], list.items[2]
    return list.title == 'Who said what: Pact'
      and first
      and (first.lnum == 3 and first.col == column and first.text == 'Ana Duarte: the port is closed')
      and (second.text == 'somebody: "No,"')
  end, quotes)
  t.step('the list shows them', t.lines():find('   3  Ana Duarte: the port is closed', 1, true), t.lines())
  vim.cmd.lclose()

  vim.cmd.Newsmark('check')
  t.becomes('check', function() return t.has_said('checked 3 files: 2 errors') end, function() return t.said end)
  t.becomes('check fills the quickfix list', function()
    local files = vim.tbl_map(function(item)
      return vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t')
    end, vim.fn.getqflist())
    return vim.list_contains(files, 'other.nmk') and vim.list_contains(files, 'story.nmk')
  end, vim.fn.getqflist)
  vim.cmd.cclose()

  t.step('completion of commands', vim.deep_equal(vim.fn.getcompletion('Newsmark re', 'cmdline'), {
    'reading',
    'reject',
    'restart',
  }), vim.fn.getcompletion('Newsmark re', 'cmdline'))
  vim.cmd.Newsmark('nonsense')
  t.step('what there is not is said', t.has_said('there is no `:Newsmark nonsense`, but: accept'), t.said)

  vim.cmd.checkhealth('newsmark')
  local health = t.lines()
  t.step('health: the program', health:find('OK newsmark %d') ~= nil, health)
  t.step('health: the server runs', health:find('the language server runs', 1, true) ~= nil, health)
  t.step('health: no parser yet', health:find(':Newsmark parser', 1, true) ~= nil, health)
end)
