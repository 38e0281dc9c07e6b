//! Extracts the checkable numeric claims from news, speeches and reports.
//!
//! [`Extractor`] is the way in for programs; [`pipeline`] is what the command runs.
//!
//! ```
//! use claimsift::claims::RuleSet;
//! use claimsift::documents::Document;
//! use claimsift::{Extractor, Scratch};
//!
//! let extractor = Extractor::new(RuleSet::shipped());
//! let document = Document { text: "The storm left about 3 million people without power.".into(), ..Document::default() };
//! let mut values = Vec::new();
//! extractor.extract(&document, &mut Scratch::default(), &mut |claim| values.extend(claim.value));
//! assert_eq!(values, [3_000_000.into()]);
//! ```

#[cfg(feature = "cli")]
pub mod comparison;
#[cfg(feature = "cli")]
pub mod eval;
mod extractor;
#[cfg(feature = "cli")]
pub mod output;
#[cfg(feature = "cli")]
pub mod pipeline;

pub use claimsift_claims as claims;
pub use claimsift_documents as documents;
pub use claimsift_quantities as quantities;
pub use claimsift_report as report;
pub use claimsift_rules as rules;
pub use claimsift_sentences as sentences;
pub use claimsift_text as text;
pub use extractor::{Extractor, Reading, Scratch, Split, block_tables};
