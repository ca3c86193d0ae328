-- `:Newsmark …`

local M = {}

local function call(module, name, ...)
  local arguments = { ... }
  return function() require('newsmark.' .. module)[name](unpack(arguments)) end
end

local commands = {
  accept = call('suggestions', 'accept'),
  annotate = call('suggestions', 'annotate'),
  check = call('workspace', 'check'),
  next = call('suggestions', 'next'),
  parser = function()
    local path, problem = require('newsmark.parser').install()
    local say = require('newsmark.server').say
    if not path then
      say(problem, vim.log.levels.ERROR)
    else
      say(('compiled %s; restart Neovim to use it'):format(path))
    end
  end,
  previous = call('suggestions', 'previous'),
  proposals = call('suggestions', 'proposals'),
  quotes = call('quotes', 'show'),
  reading = call('reading', 'toggle'),
  reject = call('suggestions', 'reject'),
  restart = call('server', 'restart'),
}

--- What may stand behind `:Newsmark`, in order.
function M.names()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

function M.define()
  require('newsmark.keys').define()
  vim.api.nvim_create_user_command('Newsmark', function(given)
    local command = commands[given.args]
    if command then
      command()
    else
      local message = ('there is no `:Newsmark %s`, but: %s'):format(given.args, table.concat(M.names(), ', '))
      require('newsmark.server').say(message, vim.log.levels.ERROR)
    end
  end, {
    nargs = 1,
    desc = 'Newsmark: annotate, quotes, check, …',
    complete = function(begun)
      return vim.tbl_filter(function(name) return vim.startswith(name, begun) end, M.names())
    end,
  })
end

return M
