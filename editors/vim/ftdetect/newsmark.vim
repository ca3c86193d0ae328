autocmd BufNewFile,BufRead *.nmk setfiletype newsmark
