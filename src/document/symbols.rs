use std::sync::{Arc, RwLock};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// A name as a number. Equal numbers of one [`Symbols`] are equal names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub(super) u32);

/// All names that were ever met, each kept once, so that facts about thousands of articles are
/// small and names are compared as numbers.
#[derive(Debug, Default)]
pub struct Symbols(RwLock<IndexSet<Arc<str>, FxBuildHasher>>);

impl Symbols {
    /// The number of a name, which gets one if it has none yet.
    pub fn intern(&self, name: &str) -> Symbol {
        if let Some(known) = self.find(name) {
            return known;
        }
        let mut names = self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        let (number, _) = names.insert_full(name.into());
        Symbol(number as u32)
    }

    /// The numbers of many names, in their order.
    pub fn intern_all<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Vec<Symbol> {
        let known: Option<Vec<Symbol>> = {
            let all = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
            let number = |name: &str| all.get_index_of(name).map(|number| Symbol(number as u32));
            names.clone().map(number).collect()
        };
        known.unwrap_or_else(|| names.map(|name| self.intern(name)).collect())
    }

    /// The number of a name, if it was ever met.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        let names = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        names.get_index_of(name).map(|number| Symbol(number as u32))
    }

    /// The name of a number.
    ///
    /// # Panics
    /// If the number comes from other `Symbols`.
    pub fn name(&self, symbol: Symbol) -> Arc<str> {
        let names = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        names[symbol.0 as usize].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let symbols = Symbols::default();
        let ana = symbols.intern("ana");
        assert_eq!(symbols.intern("王毅"), symbols.intern("王毅"));
        assert_eq!((symbols.intern("ana"), symbols.find("ana")), (ana, Some(ana)));
        assert_eq!(&*symbols.name(ana), "ana");
        assert_eq!(symbols.find("bo"), None);
        let both = symbols.intern_all(["bo", "ana"].into_iter());
        assert_eq!((both[1], symbols.find("bo")), (ana, Some(both[0])));
    }
}
