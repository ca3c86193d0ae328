-- The reading view: brackets, tails and backslashes are hidden, except those of the innermost annotation under the
-- cursor. It shows before the cursor gets to its tail, so that the cursor never moves through what can't be seen.

local parser = require('newsmark.parser')

local M = {}

local space = vim.api.nvim_create_namespace('newsmark.reading')
local group = vim.api.nvim_create_augroup('newsmark.reading', {})

-- A mark on the annotation under the cursor, for each window. It colours nothing; but where it comes and goes, the
-- lines are drawn again.
local marks = {}

local function is_shown(window) return vim.w[window].newsmark_reading == true end

local function annotation_at(tree, row, column)
  local node = tree:root():descendant_for_range(row, column, row, column)
  while node and node:type() ~= 'mention' and node:type() ~= 'quote' do
    node = node:parent()
  end
  return node
end

-- The innermost annotation that the cursor of a window is in or, while somebody writes, right behind.
local function under_cursor(window, tree)
  local row, column = unpack(vim.api.nvim_win_get_cursor(window))
  row = row - 1
  if column > 0 and vim.api.nvim_get_mode().mode:sub(1, 1) == 'i' then
    local before = annotation_at(tree, row, column - 1)
    if before then
      local end_row, end_column = before:end_()
      if end_row == row and end_column == column then return before end
    end
  end
  return annotation_at(tree, row, column)
end

-- Calls `hide` with the range of each line of what is markup in the annotation or escape.
local function hidden_in(node, hide)
  local function range(first_row, first, last_row, last)
    for row = first_row, last_row do
      hide(row, row == first_row and first or 0, row == last_row and last or -1)
    end
  end
  local open = node:child(0)
  local row, column, _, to_row, to_column = open:range(true)
  range(row, column, to_row, to_column)
  if node:type() == 'escape' then return end
  local tail = node:child(2)
  local tail_row, tail_column = tail:start()
  local end_row, end_column = node:end_()
  range(tail_row, tail_column, end_row, end_column)
end

local query

-- What is hidden in lines of a window, by row.
local function hidden(window, buffer, first, last)
  local tree = parser.tree(buffer, first, last)
  if not tree then return {} end
  query = query or vim.treesitter.query.parse('newsmark', '[(mention) (quote) (escape)] @markup')
  local open = under_cursor(window, tree)
  local rows = {}
  for _, node in query:iter_captures(tree:root(), buffer, first, last) do
    if not open or not node:equal(open) then
      hidden_in(node, function(row, from, to)
        rows[row] = rows[row] or {}
        table.insert(rows[row], { from, to })
      end)
    end
  end
  return rows
end

local drawn = {}

vim.api.nvim_set_decoration_provider(space, {
  on_win = function(_, window, buffer, top, bottom)
    if not is_shown(window) or vim.bo[buffer].filetype ~= 'newsmark' then return false end
    drawn = hidden(window, buffer, top, bottom + 1)
  end,
  on_line = function(_, _, buffer, row)
    for _, columns in ipairs(drawn[row] or {}) do
      local to = columns[2]
      if to == -1 then to = #(vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or '') end
      vim.api.nvim_buf_set_extmark(buffer, space, row, columns[1], {
        end_col = to,
        conceal = '',
        ephemeral = true,
      })
    end
  end,
})

-- Moves the mark to the annotation under the cursor.
local function follow(window)
  local buffer = vim.api.nvim_win_get_buf(window)
  local row = vim.api.nvim_win_get_cursor(window)[1] - 1
  local tree = parser.tree(buffer, row, row + 1)
  local node = tree and under_cursor(window, tree)
  local range = node and { node:range() } or {}
  local mark = marks[window]
  if mark and mark.buffer == buffer and vim.deep_equal(mark.range, range) then return end
  if mark and vim.api.nvim_buf_is_valid(mark.buffer) then
    pcall(vim.api.nvim_buf_del_extmark, mark.buffer, space, mark.id)
  end
  marks[window] = nil
  if not node then return end
  local id = vim.api.nvim_buf_set_extmark(buffer, space, range[1], range[2], {
    end_row = range[3],
    end_col = range[4],
    hl_group = 'NewsmarkUnderCursor',
    strict = false,
  })
  marks[window] = { buffer = buffer, id = id, range = range }
end

--- Shows the text of an article without its markup in a window (0 for this one), or with it.
---@param window integer
---@param shown boolean
function M.show(window, shown)
  if window == 0 then window = vim.api.nvim_get_current_win() end
  local set = vim.wo[window][0]
  vim.w[window].newsmark_reading = shown
  if not shown then
    set.conceallevel, set.concealcursor = vim.go.conceallevel, vim.go.concealcursor
    return
  end
  set.conceallevel = 2
  -- Without a parser the syntax file hides, and shows all of the line under the cursor.
  set.concealcursor = parser.exists() and 'nvic' or ''
  follow(window)
end

--- Does the one or the other.
function M.toggle()
  M.show(0, not is_shown(vim.api.nvim_get_current_win()))
end

--- Follows the cursor in the windows of a buffer.
function M.attach(buffer)
  if buffer == 0 then buffer = vim.api.nvim_get_current_buf() end
  vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'ModeChanged', 'TextChanged', 'TextChangedI' }, {
    group = group,
    buffer = buffer,
    callback = function()
      local window = vim.api.nvim_get_current_win()
      if is_shown(window) and vim.api.nvim_win_get_buf(window) == buffer then follow(window) end
    end,
  })
end

return M
