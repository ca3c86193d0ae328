-- `:checkhealth newsmark`

local config = require('newsmark.config')
local parser = require('newsmark.parser')

local M = {}

local function neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok(('Neovim %s'):format(vim.version()))
  else
    vim.health.error(('Neovim %s is too old'):format(vim.version()), 'Install 0.11 or later.')
  end
end

local function program()
  local command = config.command()
  if not config.get('server') then
    vim.health.warn('the language server is switched off', 'Remove `server = false` from `vim.g.newsmark`.')
    return
  end
  if vim.fn.executable(command[1]) == 0 then
    vim.health.error(('there is no program `%s`'):format(command[1]), {
      'In a checkout of Newsmark: `cargo install --path .`',
      'Or say where it is: `vim.g.newsmark = { command = "/path/to/newsmark" }`',
    })
    return
  end
  local version = vim.system({ command[1], '--version' }):wait()
  vim.health.ok(('%s (%s)'):format(vim.trim(version.stdout or ''), vim.fn.exepath(command[1])))
  local clients = vim.lsp.get_clients({ name = 'newsmark' })
  if #clients == 0 then vim.health.info('the language server does not run; it starts with the first article') end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('the language server runs: %s, %d open'):format(client.root_dir or 'no root folder', buffers))
  end
end

local function colours()
  if not parser.exists() then
    vim.health.warn('there is no tree-sitter parser: a syntax file colours, and there are no text objects', {
      '`:Newsmark parser` compiles it, if there is a C compiler.',
    })
  elseif not vim.treesitter.query.get('newsmark', 'highlights') then
    vim.health.error('the queries of the parser are missing', 'Is queries/newsmark in the plugin a folder or a link?')
  else
    vim.health.ok('tree-sitter parser')
  end
end

local function settings()
  local unknown = config.unknown()
  if #unknown > 0 then
    local names = table.concat(unknown, ', ')
    vim.health.warn(('`vim.g.newsmark` has settings that mean nothing: %s'):format(names), ':help newsmark-settings')
  end
end

function M.check()
  vim.health.start('newsmark')
  neovim()
  program()
  colours()
  settings()
end

return M
