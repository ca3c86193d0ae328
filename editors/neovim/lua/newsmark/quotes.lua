-- Who said what: the quotations of an article in the location list.

local server = require('newsmark.server')

local M = {}

local function speaker(quote)
  local names = vim.tbl_map(function(who)
    return who.name ~= vim.NIL and who.name or '@' .. who.id
  end, quote.speakers)
  if #names > 0 then return table.concat(names, ', ') end
  return quote.unknownSpeaker and 'somebody' or 'nobody'
end

local function item(buffer, client, quote)
  local from, to = quote.range.start, quote.range['end']
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ''
    return vim.str_byteindex(line, client.offset_encoding, position.character, false) + 1
  end
  return {
    bufnr = buffer,
    lnum = from.line + 1,
    col = column(from),
    end_lnum = to.line + 1,
    end_col = column(to),
    text = ('%s%s: %s'):format(quote.tentative and '? ' or '', speaker(quote), quote.words),
  }
end

--- The location list as it is shown: speaker and words, without the file name that is the same in all lines.
function M.text(info)
  local list = vim.fn.getloclist(info.winid, { id = info.id, items = true }).items
  return vim.tbl_map(function(entry)
    return ('%4d  %s'):format(entry.lnum, entry.text)
  end, vim.list_slice(list, info.start_idx, info.end_idx))
end

--- Fills the location list of the window with the quotations of its article, and opens it.
function M.show()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  server.run(buffer, 'quoteTable', { vim.uri_from_bufnr(buffer), 'json' }, function(table, client)
    local quotes = table and table.quotes or {}
    if #quotes == 0 then
      server.say('there are no quotations in this article')
      return
    end
    if not vim.api.nvim_win_is_valid(window) then return end
    local title = table.headline ~= '' and table.headline or vim.fn.bufname(buffer)
    vim.fn.setloclist(window, {}, ' ', {
      title = 'Who said what: ' .. title,
      items = vim.tbl_map(function(quote) return item(buffer, client, quote) end, quotes),
      quickfixtextfunc = M.text,
    })
    vim.api.nvim_set_current_win(window)
    vim.cmd.lopen()
  end)
end

return M
