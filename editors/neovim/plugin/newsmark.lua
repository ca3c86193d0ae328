-- Newsmark in Neovim: `:help newsmark`.

if vim.g.loaded_newsmark then return end
vim.g.loaded_newsmark = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify('newsmark: this plugin needs Neovim 0.11 or later', vim.log.levels.ERROR)
  return
end

require('newsmark.highlight').define()
require('newsmark.commands').define()
require('newsmark.server').enable()
