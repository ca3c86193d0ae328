-- All articles of the workspace at once.

local server = require('newsmark.server')

local M = {}

--- Checks all articles of the workspace, and shows what was found in the quickfix list.
function M.check()
  local buffer = vim.api.nvim_get_current_buf()
  server.run(buffer, 'checkWorkspace', nil, function(summary)
    local found = summary.errors + summary.warnings + summary.infos
    server.say(
      ('checked %d files: %d errors, %d warnings, %d notes'):format(
        summary.files,
        summary.errors,
        summary.warnings,
        summary.infos
      )
    )
    -- What was found arrives by itself, as diagnostics.
    if found > 0 then
      vim.defer_fn(function()
        vim.diagnostic.setqflist({ open = true, title = 'Newsmark' })
      end, 100)
    end
  end)
end

return M
