" Newsmark, a markup for annotated news articles: colours without a language server.
"
" A bracket is markup only if a tail stands before its closing one. Patterns can't count brackets, so a closing
" bracket is taken to belong to the nearest opening one of its shape; that is wrong in a few files of a thousand.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

" Names, and what a tail consists of. A letter of any script may begin a name.
let s:name = '%([[:alpha:]]|[^\x00-\x7F])%([[:alnum:]_-]|[^\x00-\x7F])*'
let s:ref = '\@%(\?|\d[0-9/-]*|' .. s:name .. ')'
let s:token = '%(' .. s:ref .. '|:' .. s:name .. '|#' .. s:name .. '\+=)'
let s:tail = '%(\_s+' .. s:token .. ')+%(\_s+\?)=\_s*'

" Text that has no bracket in it.
let s:text = '%(\\.|[^][{}\\])'

syntax sync minlines=50
syntax spell toplevel

syntax cluster newsmarkInline contains=newsmarkMention,newsmarkQuote,newsmarkPlain,newsmarkEscape,newsmarkComment

" Brackets with a tail, and the text in them. An annotation ends with its paragraph, at the latest.
function! s:Annotation(group, open, close) abort
  execute 'syntax region' a:group 'matchgroup=newsmarkBracket start="' .. a:open .. '" skip="\v\\."'
        \ 'matchgroup=newsmarkTail end="\v' .. s:tail .. a:close .. '"'
        \ 'matchgroup=NONE end="\v' .. a:close .. '" end="\v\ze\n\s*\n"'
        \ 'contains=@newsmarkInline,@Spell concealends'
endfunction
call s:Annotation('newsmarkMention', '\[', '\]')
call s:Annotation('newsmarkQuote', '{', '\}')

" Brackets without one. What is defined last counts first.
execute 'syntax match newsmarkPlain "\v\[%(' .. s:text .. '{-1,}' .. s:tail .. '\])@!' .. s:text .. '*\]"'
      \ .. ' contains=newsmarkEscape,@Spell transparent'
execute 'syntax match newsmarkPlain "\v\{%(' .. s:text .. '{-1,}' .. s:tail .. '\})@!' .. s:text .. '*\}"'
      \ .. ' contains=newsmarkEscape,@Spell transparent'

syntax match newsmarkEscape "\v\\[ -/:-@[-`{-~]" contains=newsmarkBackslash
syntax match newsmarkBackslash "\\" contained conceal

syntax match newsmarkHeadline "^#[ \t].*$" contains=@newsmarkInline,newsmarkMarker,@Spell
syntax match newsmarkCrosshead "^##[ \t].*$" contains=@newsmarkInline,newsmarkMarker,@Spell
syntax match newsmarkMarker "^##\=" contained
syntax match newsmarkComment "^//.*$" contains=@Spell

" Records between two fences.
syntax region newsmarkFence matchgroup=newsmarkFenceLine start="^---\s*$" end="^---\s*$"
      \ contains=newsmarkRecord,newsmarkAbout,newsmarkField,newsmarkComment,@NoSpell
execute 'syntax match newsmarkRecord "\v^\@' .. s:name .. '%(\s.*)=$" contained'
      \ .. ' contains=newsmarkRecordId,newsmarkRecordType,newsmarkBar'
execute 'syntax match newsmarkRecordId "\v^\@' .. s:name .. '" contained'
      \ .. ' nextgroup=newsmarkRecordType skipwhite'
execute 'syntax match newsmarkRecordType "\v:' .. s:name .. '\ze%(\s|$)" contained'
      \ .. ' nextgroup=newsmarkRecordType skipwhite'
syntax match newsmarkBar "\v\\@1<!\|" contained
execute 'syntax match newsmarkAbout "\v^#' .. s:name .. '\s*$" contained'
execute 'syntax match newsmarkField "\v^\s*' .. s:name .. ':%(\s.*)=$" contained contains=newsmarkKey,newsmarkRelation'
execute 'syntax match newsmarkKey "\v^\s*' .. s:name .. '\ze:" contained'
execute 'syntax match newsmarkRelation "\v:\s+\zs%([@#]' .. s:name .. '\s*)+$" contained'

highlight default link newsmarkHeadline Title
highlight default link newsmarkCrosshead Title
highlight default link newsmarkMarker Delimiter
highlight default link newsmarkBracket Delimiter
highlight default link newsmarkTail Comment
highlight default link newsmarkMention Identifier
highlight default link newsmarkQuote String
highlight default link newsmarkBackslash SpecialChar
highlight default link newsmarkComment Comment
highlight default link newsmarkFenceLine Delimiter
highlight default link newsmarkRecord Identifier
highlight default link newsmarkRecordId Statement
highlight default link newsmarkRecordType Type
highlight default link newsmarkBar Delimiter
highlight default link newsmarkAbout Constant
highlight default link newsmarkKey PreProc
highlight default link newsmarkRelation Statement

let b:current_syntax = 'newsmark'
let &cpo = s:cpo
delfunction s:Annotation
unlet s:cpo s:name s:ref s:token s:tail s:text
