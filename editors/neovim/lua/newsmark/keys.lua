-- Keys in articles. Each has a name (`<Plug>(newsmark-…)`), and is left alone where somebody has mapped that name.

local M = {}

local function lazily(module, name, ...)
  local arguments = { ... }
  return function() require('newsmark.' .. module)[name](unpack(arguments)) end
end

local normal = {
  { 'next', ']?', 'Next suggestion', lazily('suggestions', 'next') },
  { 'previous', '[?', 'Previous suggestion', lazily('suggestions', 'previous') },
  { 'accept', '<LocalLeader>y', 'Accept this suggestion', lazily('suggestions', 'accept') },
  { 'reject', '<LocalLeader>n', 'Reject this suggestion', lazily('suggestions', 'reject') },
  { 'quotes', '<LocalLeader>q', 'Who said what', lazily('quotes', 'show') },
  { 'reading', '<LocalLeader>r', 'Reading view', lazily('reading', 'toggle') },
}

local objects = {
  { 'outer-mention', 'am', 'A mention', lazily('textobjects', 'annotation', 'mention', false) },
  { 'inner-mention', 'im', 'Text of a mention', lazily('textobjects', 'annotation', 'mention', true) },
  { 'outer-quote', 'aq', 'A quote', lazily('textobjects', 'annotation', 'quote', false) },
  { 'inner-quote', 'iq', 'Text of a quote', lazily('textobjects', 'annotation', 'quote', true) },
  { 'outer-paragraph', 'ap', 'A paragraph', lazily('textobjects', 'paragraph', false) },
  { 'inner-paragraph', 'ip', 'Text of a paragraph', lazily('textobjects', 'paragraph', true) },
}

local function each(visit)
  for _, key in ipairs(normal) do
    visit({ 'n' }, unpack(key))
  end
  for _, key in ipairs(objects) do
    visit({ 'x', 'o' }, unpack(key))
  end
end

--- Gives names to what can be mapped.
function M.define()
  each(function(modes, name, _, description, action)
    vim.keymap.set(modes, ('<Plug>(newsmark-%s)'):format(name), action, { desc = description })
  end)
end

--- Maps the keys in a buffer.
function M.map(buffer)
  each(function(modes, name, key, description)
    local plug = ('<Plug>(newsmark-%s)'):format(name)
    if vim.fn.hasmapto(plug, table.concat(modes)) == 0 then
      vim.keymap.set(modes, key, plug, { buffer = buffer, desc = description })
    end
  end)
end

return M
