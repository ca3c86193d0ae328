-- The tree-sitter parser. It comes from nvim-treesitter, from a package, or from `:Newsmark parser`, which compiles
-- what lies beside this plugin. Without it, the syntax file colours.

local M = {}

--- True if there is a parser.
function M.exists() return vim.treesitter.language.add('newsmark') == true end

--- Colours a buffer by its syntax tree, if there is a parser.
function M.highlight(buffer)
  if M.exists() and vim.treesitter.query.get('newsmark', 'highlights') then vim.treesitter.start(buffer, 'newsmark') end
end

--- The tree of some lines of a buffer, from 0, the last one exclusive; nothing without a parser.
---@return TSTree?
function M.tree(buffer, first, last)
  if not M.exists() then return nil end
  local parser = vim.treesitter.get_parser(buffer, 'newsmark', { error = false })
  local trees = parser and parser:parse({ first, last })
  return trees and trees[1]
end

function M.detach(buffer) pcall(vim.treesitter.stop, buffer) end

--- Where the grammar lies, in a checkout of Newsmark.
local function source()
  local here = vim.uv.fs_realpath(debug.getinfo(1, 'S').source:sub(2))
  return vim.fs.joinpath(vim.fs.dirname(here), '../../../../grammar/tree-sitter-newsmark/src')
end

--- Compiles the parser to where Neovim finds it. Returns its path, or nothing and what went wrong.
---@return string?, string?
function M.install()
  local from = vim.fs.normalize(source())
  if not vim.uv.fs_stat(from .. '/parser.c') then return nil, ('the grammar is not at %s'):format(from) end
  local compiler = vim.iter({ vim.env.CC or 'cc', 'gcc', 'clang' }):find(function(name)
    return vim.fn.executable(name) == 1
  end)
  if not compiler then return nil, 'there is no C compiler: cc, gcc or clang' end
  local folder = vim.fs.joinpath(vim.fn.stdpath('data'), 'site', 'parser')
  vim.fn.mkdir(folder, 'p')
  local to = vim.fs.joinpath(folder, 'newsmark.so')
  local result = vim
    .system({ compiler, '-shared', '-fPIC', '-O2', '-I', from, from .. '/parser.c', from .. '/scanner.c', '-o', to .. '.new' })
    :wait()
  if result.code ~= 0 then return nil, result.stderr end
  vim.uv.fs_rename(to .. '.new', to)
  return to
end

return M
