-- What a buffer with an article gets, besides the settings that Vim has, too (newsmark.vim beside this file).

local config = require('newsmark.config')

require('newsmark.parser').highlight(0)
require('newsmark.reading').attach(0)
if config.get('keys') then require('newsmark.keys').map(0) end
if config.get('reading') then require('newsmark.reading').show(0, true) end

vim.b.undo_ftplugin = (vim.b.undo_ftplugin or 'setlocal wrap<') .. ' | lua require("newsmark.parser").detach(0)'
