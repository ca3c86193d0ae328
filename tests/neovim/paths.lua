-- Walks the main paths in the folder it is started in, prints a line for each step, and ends with 1 if one
-- went wrong. `NEWSMARK` is the program.

local failed = false

local function step(name, ok, seen)
  failed = failed or not ok
  io.stdout:write(('%s %s %s\n'):format(ok and 'ok' or 'FAILED', name, ok and '' or vim.inspect(seen)))
end

-- Waits until something is so.
local function becomes(name, is_so, seen)
  step(name, vim.wait(20000, is_so, 20), seen and seen() or nil)
end

local function put_cursor(line, text)
  local found = vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]:find(text, 1, true)
  vim.api.nvim_win_set_cursor(0, { line, found - 1 })
end

local function lines(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

vim.o.swapfile = false
vim.lsp.config('newsmark', {
  cmd = { os.getenv('NEWSMARK'), 'lsp' },
  filetypes = { 'newsmark' },
  root_markers = { 'newsmark.toml', '.git' },
})
vim.lsp.enable('newsmark')
vim.cmd.edit('story.nmk')
vim.bo.filetype = 'newsmark'
local story = vim.api.nvim_get_current_buf()

local client
becomes('attach', function()
  client = vim.lsp.get_clients({ bufnr = story })[1]
  return client and client.initialized
end)

-- Neovim counts in bytes or UTF-16; the place behind the emoji has to be right.
local function problems()
  return vim.tbl_map(function(found)
    return { found.lnum + 1, found.col + 1, found.code }
  end, vim.diagnostic.get(story))
end
local column = vim.api.nvim_buf_get_lines(story, 2, 3, false)[1]:find('@calder', 1, true)
becomes('diagnostics', function()
  return vim.deep_equal(problems(), { { 3, column, 'undefined-entity' } })
end, problems)

put_cursor(3, '@ellery')
vim.lsp.buf.hover()
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return lines(vim.api.nvim_win_get_buf(window)), window
    end
  end
end
becomes('hover', function()
  return (float() or ''):find('Port Ellery', 1, true) ~= nil
end, float)
local _, window = float()
if window then vim.api.nvim_win_close(window, true) end

put_cursor(3, '@ellery')
vim.lsp.buf.definition()
local function here()
  return { vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), unpack(vim.api.nvim_win_get_cursor(0)) }
end
becomes('definition', function()
  return vim.deep_equal(here(), { 'entities.nmk', 2, 0 })
end, here)
local registry = vim.api.nvim_get_current_buf()
vim.bo[registry].filetype = 'newsmark'
vim.api.nvim_set_current_buf(story)

put_cursor(5, '@ana')
vim.lsp.buf.rename('duarte')
becomes('rename in the article', function()
  return lines(story):find('[Mayor Duarte @duarte]', 1, true) and lines(story):find('[She @duarte]', 1, true)
end, function() return lines(story) end)
becomes('rename in the registry', function()
  return lines(registry):find('@duarte :person Ana Duarte', 1, true)
end, function() return lines(registry) end)

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
step('completion', vim.tbl_contains(labels, '@duarte') and vim.tbl_contains(labels, '@ellery'), labels)
vim.api.nvim_buf_set_lines(story, -3, -1, false, {})

vim.api.nvim_buf_set_lines(story, -1, -1, false, { '', '[Bo @bo :persom] left.' })
becomes('diagnostics while typing', function()
  return vim.iter(problems()):any(function(found) return found[3] == 'unknown-label' end)
end, problems)
vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(story), 9 })
vim.lsp.buf.code_action({
  context = { only = { 'quickfix' } },
  apply = true,
  filter = function(action) return action.title:find(':person', 1, true) ~= nil end,
})
becomes('code action', function()
  return lines(story):find('[Bo @bo :person] left.', 1, true)
end, function() return lines(story) end)

vim.api.nvim_buf_set_lines(story, -2, -1, false, { '[Bo @bo   :person  ] left.' })
vim.lsp.buf.format({ timeout_ms = 20000 })
step('format', lines(story):find('[Bo @bo :person] left.', 1, true), lines(story))

vim.lsp.semantic_tokens.force_refresh(story)
local tokens
becomes('semantic tokens', function()
  tokens = vim.lsp.semantic_tokens.get_at_pos(story, 2, 1)
  return tokens and tokens[1] and tokens[1].type == 'class'
end, function() return tokens end)

client:stop()
becomes('stop', function() return client:is_stopped() end)
os.exit(failed and 1 or 0)
