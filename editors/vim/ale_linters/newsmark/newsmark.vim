" The language server for ALE, which finds this file by itself.

call ale#Set('newsmark_executable', 'newsmark')

function! ale_linters#newsmark#newsmark#Root(buffer) abort
  let l:file = ale#path#FindNearestFile(a:buffer, 'newsmark.toml')
  return fnamemodify(empty(l:file) ? bufname(a:buffer) : l:file, ':p:h')
endfunction

call ale#linter#Define('newsmark', {
      \ 'name': 'newsmark',
      \ 'lsp': 'stdio',
      \ 'executable': {buffer -> ale#Var(buffer, 'newsmark_executable')},
      \ 'command': '%e lsp',
      \ 'project_root': function('ale_linters#newsmark#newsmark#Root'),
      \ })
