-- The language server, for `vim.lsp.enable('newsmark')`. A project changes it with `vim.lsp.config('newsmark', {…})`.
return {
  cmd = require('newsmark.config').command(),
  filetypes = { 'newsmark' },
  root_markers = { 'newsmark.toml', '.git' },
}
