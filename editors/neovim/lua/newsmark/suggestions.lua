-- Suggestions: what waits for a yes or no.

local server = require('newsmark.server')

local M = {}

local function here(buffer, client)
  return vim.lsp.util.make_position_params(0, client.offset_encoding).position
end

local function go_to(suggestion, client)
  vim.lsp.util.show_document(
    { uri = suggestion.uri, range = suggestion.range },
    client.offset_encoding,
    { reuse_win = true, focus = true }
  )
  local kind = suggestion.written and 'suggested' or 'proposed'
  vim.api.nvim_echo({ { ('%d of %d %s: %s'):format(suggestion.index, suggestion.count, kind, suggestion.title) } }, false, {})
end

local function ask(command, reply)
  local buffer = vim.api.nvim_get_current_buf()
  local client = server.client(buffer)
  if not client then return end
  server.run(buffer, command, { vim.uri_from_bufnr(buffer), here(buffer, client) }, reply)
end

local function walk(command)
  ask(command, function(suggestion, client)
    if suggestion then
      go_to(suggestion, client)
    else
      server.say('there are no suggestions in this article; `:Newsmark proposals` looks for some')
    end
  end)
end

local function judge(command, done)
  ask(command, function(judged, client)
    if not judged then
      server.say('there is no suggestion under the cursor')
    elseif not judged.applied then
      server.say('the article has changed meanwhile; nothing was done', vim.log.levels.WARN)
    elseif judged.next and judged.next ~= vim.NIL then
      go_to(judged.next, client)
    else
      server.say(done .. '; that was the last')
    end
  end)
end

function M.next() walk('nextSuggestion') end

function M.previous() walk('previousSuggestion') end

function M.accept() judge('acceptSuggestion', 'accepted') end

function M.reject() judge('rejectSuggestion', 'rejected') end

--- Shows or hides what the server would propose, or does the other if nothing is said.
---@param shown boolean?
function M.proposals(shown)
  local buffer = vim.api.nvim_get_current_buf()
  server.run(buffer, 'proposals', { vim.uri_from_bufnr(buffer), shown }, function(result)
    if not result.shown then
      server.say('proposals are hidden')
    elseif result.proposals == 0 then
      server.say('there is nothing to propose')
    else
      server.say(('%d proposals'):format(result.proposals))
    end
  end)
end

--- Writes what the server would propose, each with a `?`.
function M.annotate()
  local buffer = vim.api.nvim_get_current_buf()
  server.run(buffer, 'annotate', { vim.uri_from_bufnr(buffer) }, function(done)
    if not done.applied then
      server.say('the article has changed meanwhile; nothing was done', vim.log.levels.WARN)
      return
    end
    local parts = {}
    for _, kind in ipairs({ 'mentions', 'quotes', 'dates', 'structure' }) do
      if done[kind] > 0 then table.insert(parts, ('%d %s'):format(done[kind], kind)) end
    end
    local what = #parts > 0 and 'suggested ' .. table.concat(parts, ', ') or 'there is nothing to propose'
    if done.ambiguous > 0 then what = ('%s; %d names could be several'):format(what, done.ambiguous) end
    server.say(what)
  end)
end

return M
