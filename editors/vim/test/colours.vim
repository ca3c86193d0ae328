" What the syntax file takes a text for: `Colours()` puts the name of its group before each stretch of a line.

filetype plugin on
syntax on

let s:failed = 0
let s:said = []

function s:Step(name, ok, seen) abort
  let s:failed += !a:ok
  call add(s:said, (a:ok ? 'ok ' : 'FAILED ') .. a:name .. (a:ok ? '' : ' ' .. string(a:seen)))
endfunction

" The groups in a line, innermost first, without `newsmark` in their names.
function s:Colours(line) abort
  let [shown, before] = ['', '']
  for column in range(1, strlen(getline(a:line)))
    let name = substitute(synIDattr(synID(a:line, column, 1), 'name'), '^newsmark', '', '')
    if name !=# before
      let shown ..= '<' .. name .. '>'
      let before = name
    endif
    let shown ..= strpart(getline(a:line), column - 1, 1)
  endfor
  return shown
endfunction

function s:Shows(name, lines, colours) abort
  silent %delete _
  call setline(1, a:lines)
  syntax sync fromstart
  let seen = map(range(1, len(a:lines)), 's:Colours(v:val)')
  call s:Step(a:name, seen ==# a:colours, seen)
endfunction

edit story.nmk
call s:Step('filetype', &filetype ==# 'newsmark', &filetype)
call s:Step('notes are comments', &commentstring ==# '// %s', &commentstring)

call s:Shows('a mention', ['[Ana @ana :person #q1 ?] spoke.'],
      \ ['<Bracket>[<Mention>Ana<Tail> @ana :person #q1 ?]<> spoke.'])
call s:Shows('names in any script', ['[Анна @дуарте-1], [x @2024-03/2024-05], [y @?]'],
      \ ['<Bracket>[<Mention>Анна<Tail> @дуарте-1]<>, <Bracket>[<Mention>x<Tail> @2024-03/2024-05]<>, '
      \ .. '<Bracket>[<Mention>y<Tail> @?]'])
call s:Shows('nested mentions', ['[[Port @port] Mayor :role].'],
      \ ['<Bracket>[[<Mention>Port<Tail> @port]<Mention> Mayor<Tail> :role]<>.'])
call s:Shows('a mention in a quote', ['{"[We @us] go" @ana}.'],
      \ ['<Bracket>{<Quote>"<Bracket>[<Mention>We<Tail> @us]<Quote> go"<Tail> @ana}<>.'])
call s:Shows('brackets that are text', ['[sic] {all} [pourquoi ?] [@ana] [a @b, c]'],
      \ ['[sic] {all} [pourquoi ?] [@ana] [a @b, c]'])
call s:Shows('in annotations, too', ['{we [have] {sic} gone @ana}.'],
      \ ['<Bracket>{<Quote>we [have] {sic} gone<Tail> @ana}<>.'])
call s:Shows('escapes', ['\[a @b\] [a \] b @c]'],
      \ ['<Backslash>\<Escape>[<>a @b<Backslash>\<Escape>]<> <Bracket>[<Mention>a <Backslash>\<Escape>]<Mention> b<Tail> @c]'])
call s:Shows('a tail over lines', ['[the', 'harbour @port', ' :role] is closed'],
      \ ['<Bracket>[<Mention>the', '<Mention>harbour<Tail> @port', '<Tail> :role]<> is closed'])
call s:Shows('what is not closed ends with the paragraph', ['[the harbour', '', 'is closed'],
      \ ['<Bracket>[<Mention>the harbour', '', 'is closed'])
call s:Shows('headlines', ['# [Port @port] closes', '## So', '### no'],
      \ ['<Marker>#<Headline> <Bracket>[<Mention>Port<Tail> @port]<Headline> closes', '<Marker>##<Crosshead> So', '### no'])
call s:Shows('notes', ['// note', ' // none'], ['<Comment>// note', ' // none'])
call s:Shows('records',
      \ ['---', 'date: 2024', '@ana :person Ana | D', '  of: @port #q1', '// note', '#q1', '---', 'date: 2024'],
      \ ['<FenceLine>---', '<Key>date<Field>: 2024',
      \  '<RecordId>@ana<Record> <RecordType>:person<Record> Ana <Bar>|<Record> D',
      \  '<Key>  of<Field>: <Relation>@port #q1', '<Comment>// note', '<About>#q1', '<FenceLine>---', 'date: 2024'])

" What 'conceallevel' hides.
setlocal conceallevel=2
call setline(1, ['{"[We @us] \[go\]" @ana}.'])
syntax sync fromstart
let s:seen = join(map(range(1, strlen(getline(1))), 'synconcealed(1, v:val)[0] ? "" : strpart(getline(1), v:val - 1, 1)'), '')
call s:Step('markup can be hidden', s:seen ==# '"We [go]".', s:seen)

call writefile(s:said, $SAID)
execute s:failed ? 'cquit' : 'qall!'
