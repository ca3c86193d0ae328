-- Text objects: a mention, a quote, a paragraph.

local parser = require('newsmark.parser')
local server = require('newsmark.server')

local M = {}

local function tree_here()
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  local tree = parser.tree(0, row, row + 1)
  if not tree then server.say('text objects need the parser: `:Newsmark parser` compiles it', vim.log.levels.WARN) end
  return tree
end

-- The `count`th node of a kind around the cursor, from inside, or the next one in the line.
local function node_here(tree, kind, count)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  row = row - 1
  local node, found = tree:root():descendant_for_range(row, column, row, column), nil
  while node and count > 0 do
    if node:type() == kind then
      found, count = node, count - 1
    end
    node = node:parent()
  end
  if found or kind == 'paragraph' then return found end
  local query = vim.treesitter.query.parse('newsmark', ('(%s) @it'):format(kind))
  for _, next in query:iter_captures(tree:root(), 0, row, row + 1) do
    local next_row, next_column = next:start()
    if next_row == row and next_column > column then return next end
  end
end

-- Nothing to select: an operator that waits for it does nothing, and leaves no insert mode behind.
local function nothing() vim.api.nvim_feedkeys(vim.keycode('<Esc>'), 'n', false) end

-- Selects from one place to before another, as (row, column) from 0.
local function select(from_row, from_column, to_row, to_column)
  if to_column == 0 then
    to_row = to_row - 1
    to_column = #vim.api.nvim_buf_get_lines(0, to_row, to_row + 1, false)[1] + 1
  end
  vim.cmd.normal({ vim.keycode('<Esc>'), bang = true, mods = { silent = true } })
  vim.api.nvim_win_set_cursor(0, { from_row + 1, from_column })
  vim.cmd.normal({ 'v', bang = true })
  local line = vim.api.nvim_buf_get_lines(0, to_row, to_row + 1, false)[1]
  -- The last character, whose bytes may be several.
  local last = vim.str_utf_start(line, to_column) + to_column - 1
  vim.api.nvim_win_set_cursor(0, { to_row + 1, math.max(last, 0) })
end

local function select_lines(from_row, to_row)
  vim.cmd.normal({ vim.keycode('<Esc>'), bang = true, mods = { silent = true } })
  vim.api.nvim_win_set_cursor(0, { from_row + 1, 0 })
  vim.cmd.normal({ 'V', bang = true })
  vim.api.nvim_win_set_cursor(0, { to_row + 1, 0 })
end

--- Selects a mention or quote: with its brackets and tail, or the text in it.
---@param kind 'mention'|'quote'
---@param inner boolean
function M.annotation(kind, inner)
  local tree = tree_here()
  local node = tree and node_here(tree, kind, vim.v.count1)
  if not node then return nothing() end
  if inner then node = node:child(1) end
  select(node:range())
end

--- Selects a paragraph; with the blank lines behind it, or without.
---@param inner boolean
function M.paragraph(inner)
  local tree = tree_here()
  local node = tree and node_here(tree, 'paragraph', 1)
  if not node then return nothing() end
  local first, _, last = node:range()
  local lines = vim.api.nvim_buf_line_count(0)
  while not inner and last + 1 < lines and vim.fn.getline(last + 2):match('^%s*$') do
    last = last + 1
  end
  select_lines(first, last)
end

return M
