-- Steps of a script, and small things that scripts need.

local M = {}

local failed = false

--- Prints whether something is so, and what was seen if it is not.
function M.step(name, ok, seen)
  failed = failed or not ok
  io.stdout:write(('%s %s %s\n'):format(ok and 'ok' or 'FAILED', name, ok and '' or vim.inspect(seen)))
end

--- Waits until something is so.
function M.becomes(name, is_so, seen) M.step(name, vim.wait(20000, is_so, 20), seen and seen() or nil) end

--- Ends Neovim; with 1 if a step went wrong.
function M.finish() os.exit(failed and 1 or 0) end

--- Runs a script, and ends Neovim even if it breaks off.
function M.run(script)
  local ok, problem = xpcall(script, debug.traceback)
  if not ok then M.step('no error', false, problem) end
  M.finish()
end

function M.write(files)
  for name, text in pairs(files) do
    local file = assert(io.open(name, 'w'))
    file:write(text)
    file:close()
  end
end

--- Puts the cursor on a text in a line.
function M.put_cursor(line, text)
  local found = vim.fn.getline(line):find(text, 1, true)
  assert(found, ('line %d has no %s'):format(line, text))
  vim.api.nvim_win_set_cursor(0, { line, found - 1 })
end

function M.lines(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false), '\n') end

--- What is said with `vim.notify`.
M.said = {}
vim.notify = function(message) table.insert(M.said, message) end

function M.has_said(text)
  return vim.iter(M.said):any(function(message) return message:find(text, 1, true) ~= nil end)
end

--- Types keys and waits until they are worked off.
function M.type(keys)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'mtx', false)
  -- Which Neovim says when it waits for the next key.
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
end

--- Waits for the language server of this buffer.
function M.client()
  local client
  M.becomes('attach', function()
    client = vim.lsp.get_clients({ bufnr = 0, name = 'newsmark' })[1]
    return client and client.initialized
  end)
  return client
end

return M
