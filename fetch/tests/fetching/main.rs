//! Fetching from real servers: what comes, what does not, and what is said about it.

#[cfg(test)]
mod database;
#[cfg(test)]
mod server;
#[cfg(test)]
mod web;
