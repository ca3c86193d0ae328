-- Colours, where the colour scheme has none of its own: tails fade, people, places and so on differ.

local M = {}

local links = {
  -- What the language server says, which knows the types of entities from the registry.
  ['@lsp.mod.tail.newsmark'] = 'Comment',
  ['@lsp.type.class.newsmark'] = 'Identifier', -- a person
  ['@lsp.type.interface.newsmark'] = 'Function', -- an organisation
  ['@lsp.type.namespace.newsmark'] = 'Special', -- a place
  ['@lsp.type.event.newsmark'] = 'PreProc',
  ['@lsp.type.struct.newsmark'] = 'PreProc', -- a work
  ['@lsp.type.typeParameter.newsmark'] = 'PreProc', -- a product
  ['@lsp.type.macro.newsmark'] = 'Identifier', -- something else
  ['@lsp.type.decorator.newsmark'] = 'Type', -- a role
  ['@lsp.type.keyword.newsmark'] = 'Statement', -- a cue
  ['@lsp.type.number.newsmark'] = 'Number', -- a date
  -- What the syntax tree says.
  ['@type.newsmark'] = 'Identifier',
  ['@variable.newsmark'] = 'Comment',
}

function M.define()
  local function link()
    for group, target in pairs(links) do
      vim.api.nvim_set_hl(0, group, { link = target, default = true })
    end
    vim.api.nvim_set_hl(0, '@lsp.mod.tentative.newsmark', { underdotted = true, default = true })
  end
  link()
  vim.api.nvim_create_autocmd('ColorScheme', {
    group = vim.api.nvim_create_augroup('newsmark.highlight', {}),
    callback = link,
  })
end

return M
