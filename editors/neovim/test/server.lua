-- The language server, as somebody at the keyboard uses it.

local t = require('support')

local STORY = [[
# Pact

[Mayor Duarte @ana] left [Port Ellery @ellery] 😀 for [Calder Bay @calder].

[She @ana] left.
]]

t.run(function()
  t.write({
    ['newsmark.toml'] = '',
    ['entities.nmk'] = '---\n@ellery :place Port Ellery\n@ana :person Ana Duarte\n',
    ['story.nmk'] = STORY,
  })
  vim.cmd.edit('story.nmk')
  local story = vim.api.nvim_get_current_buf()
  t.step('filetype', vim.bo.filetype == 'newsmark', vim.bo.filetype)
  local client = t.client()

  -- Neovim counts in bytes or UTF-16; the place behind the emoji has to be right.
  local function problems()
    return vim.tbl_map(function(found)
      return { found.lnum + 1, found.col + 1, found.code }
    end, vim.diagnostic.get(story))
  end
  local column = vim.fn.getline(3):find('@calder', 1, true)
  t.becomes('diagnostics', function()
    return vim.deep_equal(problems(), { { 3, column, 'undefined-entity' } })
  end, problems)

  t.put_cursor(3, '@ellery')
  vim.lsp.buf.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return t.lines(vim.api.nvim_win_get_buf(window)), window
      end
    end
  end
  t.becomes('hover', function()
    return (float() or ''):find('Port Ellery', 1, true) ~= nil
  end, float)
  local _, window = float()
  if window then vim.api.nvim_win_close(window, true) end

  t.put_cursor(3, '@ellery')
  vim.lsp.buf.definition()
  local function here()
    return { vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), unpack(vim.api.nvim_win_get_cursor(0)) }
  end
  t.becomes('definition in the registry', function()
    return vim.deep_equal(here(), { 'entities.nmk', 2, 0 })
  end, here)
  local registry = vim.api.nvim_get_current_buf()
  vim.api.nvim_set_current_buf(story)

  t.put_cursor(5, '@ana')
  vim.lsp.buf.references()
  local function list()
    return vim.tbl_map(function(item)
      return { vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t'), item.lnum }
    end, vim.fn.getqflist())
  end
  t.becomes('references', function() return #list() == 3 end, list)
  vim.cmd.cclose()
  vim.api.nvim_set_current_buf(story)

  t.put_cursor(5, '@ana')
  vim.lsp.buf.rename('duarte')
  t.becomes('rename in the article', function()
    local text = t.lines(story)
    return text:find('[Mayor Duarte @duarte]', 1, true) and text:find('[She @duarte]', 1, true)
  end, function() return t.lines(story) end)
  t.becomes('rename in the registry', function()
    return t.lines(registry):find('@duarte :person Ana Duarte', 1, true)
  end, function() return t.lines(registry) end)

  -- What is offered behind a text that somebody has typed.
  local function offered(text)
    vim.api.nvim_buf_set_lines(story, -1, -1, false, { '', text })
    local last = vim.api.nvim_buf_line_count(story)
    vim.api.nvim_win_set_cursor(0, { last, #text })
    local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
    -- The cursor stands behind the last letter.
    params.position = { line = last - 1, character = #text }
    local answer = client:request_sync('textDocument/completion', params, 20000, story)
    return vim.tbl_map(function(item) return item.label end, answer.result.items)
  end
  local labels = offered('[They @')
  t.step('completion', vim.list_contains(labels, '@duarte') and vim.list_contains(labels, '@ellery'), labels)
  vim.api.nvim_buf_set_lines(story, -3, -1, false, {})

  vim.api.nvim_buf_set_lines(story, -1, -1, false, { '', '[Bo @bo :persom] left.' })
  t.becomes('diagnostics while typing', function()
    return vim.iter(problems()):any(function(found) return found[3] == 'unknown-label' end)
  end, problems)
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(story), 9 })
  vim.lsp.buf.code_action({
    context = { only = { 'quickfix' } },
    apply = true,
    filter = function(action) return action.title:find(':person', 1, true) ~= nil end,
  })
  t.becomes('code action', function()
    return t.lines(story):find('[Bo @bo :person] left.', 1, true)
  end, function() return t.lines(story) end)

  vim.api.nvim_buf_set_lines(story, -2, -1, false, { '[Bo @bo   :person  ] left.' })
  vim.lsp.buf.format({ timeout_ms = 20000 })
  t.step('formatting', t.lines(story):find('[Bo @bo :person] left.', 1, true), t.lines(story))

  vim.lsp.semantic_tokens.force_refresh(story)
  local tokens
  t.becomes('semantic tokens', function()
    tokens = vim.lsp.semantic_tokens.get_at_pos(story, 2, 1)
    return vim.iter(tokens or {}):any(function(token) return token.type == 'class' end)
  end, function() return tokens end)

  vim.cmd.Newsmark('restart')
  local again
  t.becomes('restart', function()
    again = vim.lsp.get_clients({ bufnr = story, name = 'newsmark' })[1]
    return client:is_stopped() and again and again.initialized and again.id ~= client.id
  end)
  t.becomes('diagnostics after the restart', function()
    return #problems() > 0
  end, problems)
  vim.lsp.enable('newsmark', false)
  again:stop()
  t.becomes('stop', function() return again:is_stopped() end)
end)
