//! `briefcheck clean`: nothing that was kept between runs stays.

use super::{Console, Status, args};
use crate::disk::cache::Cache;
use crate::disk::{Failure, paths};

pub(super) fn run(args: &args::Clean, console: &Console) -> Result<Status, Failure> {
    let here = console.here();
    let named = args.cache_dir.as_ref().map(|folder| paths::join(here, folder));
    let Some(cache) = Cache::open(named.as_deref()) else {
        return Err(Failure::new("there is no folder in which anything could be kept"));
    };
    let count = cache.clean();
    let what = if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
    console.say(&format!("Took {what} out of {}", paths::shown(cache.folder(), here)));
    Ok(Status::Clean)
}
