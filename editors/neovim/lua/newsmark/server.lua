-- The language server: starting it, and asking it what goes beyond the protocol (docs/editors-protocol.md).

local config = require('newsmark.config')

local M = {}

local function say(message, level) vim.notify('newsmark: ' .. message, level or vim.log.levels.INFO) end
M.say = say

--- Lets Neovim start the server for articles; if there is none, says so when the first one is opened.
function M.enable()
  if not config.get('server') then return end
  local program = config.command()[1]
  if vim.fn.executable(program) == 1 then
    vim.lsp.enable('newsmark')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'newsmark',
    once = true,
    callback = function()
      say(('there is no program `%s`; `:checkhealth newsmark` says what to do'):format(program), vim.log.levels.WARN)
    end,
  })
end

--- The server that looks after a buffer; says so if there is none.
---@return vim.lsp.Client?
function M.client(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'newsmark' })[1]
  if not client then say('the language server does not run here; see `:checkhealth newsmark`', vim.log.levels.WARN) end
  return client
end

local function can(client, command)
  local provider = client.server_capabilities.executeCommandProvider
  return provider ~= nil and vim.list_contains(provider.commands or {}, command)
end

--- Has the server of a buffer run a command, and hands over what it replies; not if something goes wrong, which
--- the person is told.
---@param command string without `newsmark.`
---@param arguments any[]?
---@param reply fun(result: any, client: vim.lsp.Client)
function M.run(buffer, command, arguments, reply)
  local client = M.client(buffer)
  if not client then return end
  command = 'newsmark.' .. command
  if not can(client, command) then
    say(('this `newsmark` is too old: it has no command `%s`'):format(command), vim.log.levels.WARN)
    return
  end
  client:request('workspace/executeCommand', { command = command, arguments = arguments }, function(problem, result)
    if problem then
      say(problem.message, vim.log.levels.ERROR)
    else
      reply(result ~= vim.NIL and result or nil, client)
    end
  end, buffer)
end

--- Stops the servers of articles and starts them anew.
function M.restart()
  local clients = vim.lsp.get_clients({ name = 'newsmark' })
  for _, client in ipairs(clients) do
    client:stop()
  end
  -- One that does not end is ended.
  local function ended()
    return vim.iter(clients):all(function(client) return client:is_stopped() end)
  end
  if not vim.wait(3000, ended, 20) then
    for _, client in ipairs(clients) do
      client:stop(true)
    end
    vim.wait(1000, ended, 20)
  end
  vim.lsp.enable('newsmark', false)
  vim.lsp.enable('newsmark')
end

return M
