-- Proposals and suggestions: shown, walked, accepted, rejected, written.

local t = require('support')

local STORY = [[
# Port Ellery closes its harbour

The harbour of Port Ellery is closed, Ana Duarte said on Monday. "We wait for the tide," Duarte told reporters.

[Okoro @okoro] left.
]]

t.run(function()
  t.write({
    ['newsmark.toml'] = '',
    ['entities.nmk'] = '---\n@ellery :place Port Ellery\n@duarte :person Ana Duarte | Duarte\n',
    ['story.nmk'] = STORY,
  })
  vim.cmd.edit('story.nmk')
  t.client()
  -- What is proposed depends on the registry; when it is read, diagnostics come.
  t.becomes('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)

  vim.cmd.Newsmark('proposals')
  t.becomes('proposals are shown', function() return t.has_said(' proposals') end, function() return t.said end)
  t.becomes('as diagnostics', function()
    return vim.iter(vim.diagnostic.get(0)):any(function(found) return found.code == 'proposal' end)
  end, function() return vim.diagnostic.get(0) end)
  t.step('nothing is written', t.lines() .. '\n' == STORY, t.lines())

  local function here() return vim.api.nvim_win_get_cursor(0) end
  local function moves(name, keys, line, text)
    local expected = { line, vim.fn.getline(line):find(text, 1, true) - 1 }
    t.type(keys)
    t.becomes(name, function() return vim.deep_equal(here(), expected) end, here)
  end
  vim.fn.cursor(1, 1)
  vim.cmd.Newsmark('previous')
  t.becomes('before the first comes the last', function() return here()[1] == 3 end, here)
  vim.fn.cursor(2, 1)
  moves('next', ']?', 3, 'Port Ellery')
  moves('previous', '[?', 1, 'Port Ellery')
  moves('next', ']?', 3, 'Port Ellery')
  t.type('<LocalLeader>y')
  t.becomes('accepting writes it', function()
    return t.lines():find('harbour of [Port Ellery @ellery] is closed', 1, true)
  end, t.lines)
  t.becomes('and goes on to the next', function() return here()[1] == 3 and here()[2] > 35 end, here)
  local at = here()
  t.type('<LocalLeader>n')
  t.becomes('rejecting remembers it', function()
    return t.lines():find('// newsmark: reject', 1, true)
  end, t.lines)
  t.becomes('and goes on, too', function() return not vim.deep_equal(here(), at) end, here)

  vim.cmd.Newsmark('annotate')
  t.becomes('annotating writes the rest', function() return t.lines():find(' ?%]') ~= nil end, t.lines)
  t.becomes('and says what', function() return t.has_said('suggested ') end, function() return t.said end)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { '' })
  vim.cmd.Newsmark('next')
  t.becomes('where there is nothing, that is said', function()
    return t.has_said('no suggestions in this article')
  end, function() return t.said end)
end)
