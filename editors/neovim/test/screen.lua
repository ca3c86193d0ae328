-- Neovim on a real terminal, in tmux: walking through hidden tails, key by key.

local t = require('support')

local STORY = [[
# Pact

[Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte #q1] [said :cue #q1] {"we [have] run out" @duarte #q1}.

Next.
]]

local function tmux(...)
  local result = vim.system({ 'tmux', '-L', 'newsmark-' .. vim.fn.getpid(), ... }, { text = true }):wait(5000)
  assert(result.code == 0, result.stderr)
  return result.stdout
end

local function screen() return tmux('capture-pane', '-p') end

local function cursor()
  local column, row = tmux('display-message', '-p', '#{cursor_x} #{cursor_y}'):match('(%d+) (%d+)')
  return tonumber(row) + 1, tonumber(column) + 1
end

-- Waits until a key has shown its effect: the ruler names the place of the cursor in the file.
local function at(column)
  return vim.wait(5000, function() return screen():find((' 3,%d '):format(column), 1, true) ~= nil end, 5)
end

t.run(function()
  if vim.fn.executable('tmux') == 0 then
    io.stdout:write('skipped: there is no tmux\n')
    return
  end
  local plugin = vim.opt.runtimepath:get()[1]
  t.write({ ['newsmark.toml'] = '', ['story.nmk'] = STORY })
  assert(require('newsmark.parser').install())
  local start = ('set noswapfile runtimepath^=%s,%s'):format(plugin, vim.fs.joinpath(vim.fn.stdpath('data'), 'site'))
  tmux(
    'new-session', '-d', '-x', '140', '-y', '20', vim.v.progpath, '--clean',
    '--cmd', start, '--cmd', 'let g:newsmark = #{server: v:false, reading: v:true}', 'story.nmk'
  )
  local line = STORY:match('%[Mayor[^\n]*')
  local ok, problem = pcall(function()
    tmux('send-keys', '3G0')
    t.step('the screen shows the article', at(1), screen())
    local blind, leaps, before = {}, {}, 1
    for column = 1, #line do
      if column > 1 then tmux('send-keys', 'l') end
      if not at(column) then error('the cursor does not get to ' .. column) end
      local row, there = cursor()
      local under = vim.split(screen(), '\n')[row]:sub(there, there)
      if under ~= line:sub(column, column) then table.insert(blind, { column, under }) end
      if math.abs(there - before) > 2 then table.insert(leaps, { column, there - before }) end
      before = there
    end
    t.step('the cursor is always on a character that is seen', #blind == 0, { blind, screen() })
    -- It moves on by one, except where an annotation before it closes behind it.
    io.stdout:write(('leaps: %s\n'):format(vim.inspect(leaps):gsub('%s+', ' ')))
    tmux('send-keys', '5G')
    vim.wait(5000, function() return screen():find(' 5,1 ', 1, true) ~= nil end, 5)
    local shown = vim.split(screen(), '\n')[3]
    t.step('all is hidden elsewhere', shown == 'Mayor of Port Ellery Ana Duarte said "we [have] run out".', shown)
  end)
  tmux('kill-server')
  assert(ok, problem)
end)
