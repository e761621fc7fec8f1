//! The page at an address. It is trusted if the system trusts it: the certificates are those of the operating system, so that those
//! of a company's own network count as well.

use super::Fetched;
use crate::disk::{Config, Failure};

#[cfg(feature = "fetch")]
pub(super) fn fetch(url: &str, config: &Config) -> Result<Fetched, Failure> {
    let failed = |error: ureq::Error| {
        Failure::new(format!("`{url}` could not be fetched: {error}"))
            .with_help("save the page with a browser, and add the file")
    };
    let mut response = agent(trusted(url)?).get(url).call().map_err(failed)?;
    let bytes = response.body_mut().with_config().limit(config.max_size).read_to_vec().map_err(failed)?;
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.split('/').skip(3).filter(|part| !part.is_empty()).last().unwrap_or("page").to_owned();
    Ok(Fetched { bytes, name, path: None, url: Some(url.to_owned()) })
}

/// What opens the connection, with its only settings.
#[cfg(feature = "fetch")]
fn agent(trusted: ureq::tls::RootCerts) -> ureq::Agent {
    // It fails where there is one already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let tls = ureq::tls::TlsConfig::builder().root_certs(trusted).build();
    let name = concat!("briefcheck/", env!("CARGO_PKG_VERSION"));
    ureq::Agent::config_builder().user_agent(name).tls_config(tls).build().into()
}

/// The certificates of the system. A small image may have none, which only matters to an address that needs them.
#[cfg(feature = "fetch")]
fn trusted(url: &str) -> Result<ureq::tls::RootCerts, Failure> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() && url.starts_with("https://") {
        let why = found.errors.first().map_or_else(String::new, |error| format!(" ({error})"));
        return Err(Failure::new(format!(
            "`{url}` was not fetched: no certificates were found that this system trusts{why}"
        ))
        .with_help("install them (Debian's package is `ca-certificates`), or name their file in SSL_CERT_FILE"));
    }
    let certificates = found.certs.iter().map(|certificate| ureq::tls::Certificate::from_der(certificate).to_owned());
    Ok(ureq::tls::RootCerts::from(certificates))
}

#[cfg(not(feature = "fetch"))]
pub(super) fn fetch(url: &str, _: &Config) -> Result<Fetched, Failure> {
    Err(Failure::new(format!("`{url}` was not fetched: this build opens no connections"))
        .with_help("save the page with a browser, and add the file"))
}
