" The language server through ALE, where that is installed.

let s:failed = 0
let s:said = []

function s:Step(name, ok, seen) abort
  let s:failed += !a:ok
  call add(s:said, (a:ok ? 'ok ' : 'FAILED ') .. a:name .. (a:ok ? '' : ' ' .. string(a:seen)))
endfunction

" Waits until an expression is true.
function s:Becomes(name, expression, seen) abort
  let tries = 200
  while tries > 0 && !eval(a:expression)
    sleep 50m
    let tries -= 1
  endwhile
  call s:Step(a:name, tries > 0, eval(a:seen))
endfunction

let g:ale_newsmark_executable = $NEWSMARK
let g:ale_lint_delay = 0
filetype plugin on
execute 'cd' $FOLDER
call writefile([], 'newsmark.toml')
call writefile(['---', '@ellery :place Port Ellery'], 'entities.nmk')
call writefile(['[Port Ellery @ellery] and [Calder Bay @calder].'], 'story.nmk')
edit story.nmk
ALELint
let s:found = 'filter(copy(ale#engine#GetLoclist(bufnr(""))), {_, item -> item.text =~ "calder"})'
call s:Becomes('diagnostics', '!empty(' .. s:found .. ')', 'ale#engine#GetLoclist(bufnr(""))')
call cursor(1, 16)
ALEGoToDefinition
call s:Becomes('definition in the registry', 'bufname("") =~ "entities.nmk" && line(".") == 2', '[bufname(""), line(".")]')

call writefile(s:said, $SAID)
execute s:failed ? 'cquit!' : 'qall!'
