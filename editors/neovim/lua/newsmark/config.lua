-- What a person sets in `vim.g.newsmark`.

local M = {}

local defaults = {
  -- The program: a name, a path, or a list with arguments before `lsp`.
  command = 'newsmark',
  -- Start the language server when an article is opened.
  server = true,
  -- Open articles in the reading view.
  reading = false,
  -- Map the keys of |newsmark-keys| in articles.
  keys = true,
}

--- A setting, or its default.
---@param name 'command'|'server'|'reading'|'keys'
function M.get(name)
  local set = vim.g.newsmark
  if type(set) == 'table' and set[name] ~= nil then return set[name] end
  return defaults[name]
end

--- The command that starts the language server.
---@return string[]
function M.command()
  local command = M.get('command')
  if type(command) == 'string' then command = { vim.fn.expand(command) } end
  return vim.list_extend(vim.list_slice(command), { 'lsp' })
end

--- Names in `vim.g.newsmark` that mean nothing.
---@return string[]
function M.unknown()
  local set = vim.g.newsmark or {}
  if type(set) ~= 'table' then return { vim.inspect(set) } end
  return vim.tbl_filter(function(name) return defaults[name] == nil end, vim.tbl_keys(set))
end

return M
