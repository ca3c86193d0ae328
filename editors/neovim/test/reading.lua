-- The parser, the reading view and the text objects; what is on the screen is looked at.

local t = require('support')

local STORY = [[
# [Pact @pact] signed

[Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte #q1] [said :cue #q1] {"we [have] run
out, [she @duarte] said @duarte
#q1}. A \[bracket\] stays [sic].

Next.]]

-- A line of the screen, without the white space at its end.
local function screen(line)
  vim.cmd.redraw()
  local cells = {}
  for column = 1, vim.o.columns do
    cells[column] = vim.fn.screenstring(line, column)
  end
  return (table.concat(cells):gsub('%s+$', ''))
end

local function shows(name, line, text) t.step(name, screen(line) == text, screen(line)) end

-- What a text object selects, from a place in the article.
local function selected(line, text, keys)
  t.put_cursor(line, text)
  vim.fn.setreg('"', '')
  t.type('y' .. keys)
  return vim.fn.getreg('"')
end

local function selects(name, line, text, keys, expected)
  local found = selected(line, text, keys)
  t.step(name, found == expected, found)
end

t.run(function()
  vim.o.columns, vim.o.lines = 120, 30
  t.write({ ['newsmark.toml'] = '', ['story.nmk'] = STORY .. '\n' })
  local bytes = vim.fn.readblob('story.nmk')

  vim.cmd.Newsmark('parser')
  t.step('the parser compiles', t.has_said('compiled '), t.said)
  -- As after the restart that is asked for.
  vim.opt.runtimepath:append(vim.fs.joinpath(vim.fn.stdpath('data'), 'site'))
  vim.cmd.edit('story.nmk')
  t.step('the parser is found', require('newsmark.parser').exists())
  t.step('it colours', vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil)
  vim.treesitter.get_parser():parse()
  local captures = vim.tbl_map(function(found) return found.capture end, vim.treesitter.get_captures_at_pos(0, 2, 41))
  t.step('a mention is one', vim.list_contains(captures, 'type'), captures)

  shows('markup is shown', 1, '# [Pact @pact] signed')
  vim.fn.cursor(7, 1)
  t.type('<LocalLeader>r')
  shows('a headline without markup', 1, '# Pact signed')
  shows('a line without markup', 3, 'Mayor of Port Ellery Ana Duarte said "we [have] run')
  shows('a tail over two lines', 4, 'out, she said')
  shows('escapes', 5, '. A [bracket] stays [sic].')

  t.put_cursor(3, 'Ellery')
  t.type('l')
  shows('the innermost annotation under the cursor', 3, 'Mayor of [Port Ellery @ellery] Ana Duarte said "we [have] run')
  t.put_cursor(3, 'Mayor')
  t.type('l')
  shows('the outer one', 3, '[Mayor of Port Ellery :role] Ana Duarte said "we [have] run')
  t.put_cursor(4, 'out')
  t.type('l')
  shows('one that reaches over lines', 3, 'Mayor of Port Ellery Ana Duarte said {"we [have] run')
  shows('and its tail', 4, 'out, she said @duarte')
  t.put_cursor(3, 'said')
  t.type('l')
  shows('another one', 3, 'Mayor of Port Ellery Ana Duarte [said :cue #q1] "we [have] run')

  vim.cmd.Newsmark('reading')
  vim.fn.cursor(7, 1)
  shows('markup is shown again', 3, vim.fn.getline(3))
  t.step('the file is as it was', not vim.bo.modified and vim.fn.readblob('story.nmk') == bytes)

  selects('a mention', 3, 'Ellery', 'am', '[Port Ellery @ellery]')
  selects('its text', 3, 'Ellery', 'im', 'Port Ellery')
  selects('the mention around it', 3, 'Ellery', '2im', 'Mayor of [Port Ellery @ellery]')
  selects('a quote', 4, 'she', 'aq', '{"we [have] run\nout, [she @duarte] said @duarte\n#q1}')
  selects('its text', 4, 'she', 'iq', '"we [have] run\nout, [she @duarte] said')
  selects('the next one in the line', 1, '#', 'im', 'Pact')
  selects('a paragraph', 4, 'she', 'ip', table.concat(vim.fn.getline(3, 5), '\n') .. '\n')
  selects('with the lines behind', 4, 'she', 'ap', table.concat(vim.fn.getline(3, 6), '\n') .. '\n')
  vim.fn.cursor(7, 1)
  t.type('cim')
  local mode = vim.api.nvim_get_mode().mode
  t.step('where there is none, nothing is done', mode == 'n' and not vim.bo.modified, mode)

  vim.cmd.checkhealth('newsmark')
  t.step('health: the parser', t.lines():find('OK tree-sitter parser', 1, true) ~= nil, t.lines())
end)
