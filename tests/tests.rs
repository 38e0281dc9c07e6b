//! The command from outside: what it reads, what it writes, what it says, and how it ends.

#[macro_use]
mod macros;
mod case;

mod corpus;
mod counted;
mod eval;
mod explain;
mod extract;
mod inputs;
mod manners;
mod outputs;
mod rules;
mod speech;
mod stages;
mod threads;
