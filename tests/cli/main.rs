//! The command line as a user meets it: arguments and files in, output and exit status out.
//!
//! Most cases are data: `*.toml` beside this file, run in the folders `*.in`. What files can't hold in a repository (a
//! circle of links, megabytes on a line) is made here.

#[cfg(test)]
mod baselines;
#[cfg(test)]
mod deep;
#[cfg(test)]
mod fixes;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod locks;
#[cfg(test)]
mod made;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod torn;
#[cfg(test)]
mod unread;
#[cfg(test)]
mod written;

use briefcheck_tests::briefcheck;

#[test]
fn cases() {
    trycmd::TestCases::new().register_bin("briefcheck", briefcheck()).case("cli/*.toml");
}
