-- What somebody who uses the plugin has in their own init.lua, and the folder that the scripts work in.
vim.o.swapfile = false
vim.g.maplocalleader = ','
vim.g.newsmark = { command = os.getenv('NEWSMARK') }
package.path = vim.fs.joinpath(vim.fn.getcwd(), 'test', '?.lua;') .. package.path
vim.fn.chdir(os.getenv('NEWSMARK_FOLDER'))
