" Newsmark, a markup for annotated news articles: settings for its files.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

" Notes between annotators.
setlocal comments=:// commentstring=//\ %s

" A paragraph is one long line, as a rule: it is shown over several, and never broken.
setlocal wrap linebreak breakindent
setlocal formatoptions-=t formatoptions+=l

" Ids, labels and dates are words.
setlocal iskeyword+=-

setlocal matchpairs+={:}
setlocal suffixesadd=.nmk

let b:undo_ftplugin = 'setlocal comments< commentstring< wrap< linebreak< breakindent< formatoptions<'
      \ .. ' iskeyword< matchpairs< suffixesadd<'
