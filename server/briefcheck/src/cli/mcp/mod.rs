//! `briefcheck mcp`: what a language model's client can ask of the workspace, by the Model Context Protocol.
//!
//! Every answer is made of the files as they are when it is asked for. Nothing is written.

mod carrying;

use std::path::PathBuf;
use std::sync::Arc;

use briefcheck_desk::{Hit, Stock};
use briefcheck_engine::rules::Levels;
use briefcheck_engine::verify::Uncited;
use rayon::ThreadPool;
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::schemars::{self, JsonSchema};
use rmcp::{ErrorData, ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::verify::{Given, Record, Verifier, answer_of};
use super::{Console, Status, args, lines};
use crate::disk::paths::{self, Fence};
use crate::disk::{self, Configs, Failure, Files, Setting, guarded};
use crate::report::{self, Colour, Format, Look};

/// How many places `find_quotation` gives if it is not said.
const PLACES: usize = 5;

const INSTRUCTIONS: &str = "\
Holds the quotations, figures, names and claims of a text against the sources of this workspace. Write briefings in Markdown \
with pandoc citations ([@key]); list_sources gives the keys. verify_text checks a draft, check_file a file of the workspace, \
find_quotation finds the exact words of a source. What is verified stands in the source in these words; whether the source is right is \
not looked at.";

pub(super) fn run(args: args::Mcp, console: &Console) -> Result<Status, Failure> {
    let answerer = Answerer {
        here: console.here().to_owned(),
        config: args.levels.config,
        allow_outside: args.levels.allow_outside,
        settings: args.levels.rules,
        pool: lines::threads(&args.threads)?,
    };
    let failed = |error: String| Failure::new(format!("the server could not be kept up: {error}"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| failed(error.to_string()))?;
    runtime.block_on(async {
        let server = Server { answerer: Arc::new(answerer), tool_router: Server::tool_router() };
        let served = async |input, output| {
            let running = server.serve((input, output)).await.map_err(|error| failed(error.to_string()))?;
            running.waiting().await.map_err(|error| failed(error.to_string()))
        };
        carrying::carried(tokio::io::stdin(), tokio::io::stdout(), served).await
    })?;
    // Somebody may still hold standard input open.
    runtime.shutdown_background();
    Ok(Status::Clean)
}

#[derive(Clone)]
struct Server {
    answerer: Arc<Answerer>,
    tool_router: ToolRouter<Self>,
}

/// What answers questions about the workspace.
struct Answerer {
    here: PathBuf,
    config: Option<PathBuf>,
    allow_outside: Vec<PathBuf>,
    settings: Vec<Setting>,
    pool: ThreadPool,
}

#[derive(Deserialize, JsonSchema)]
struct VerifyText {
    /// The text, Markdown with pandoc citations; a sentence that cites nothing is held against all sources.
    text: String,
    /// Sources to use instead of those of the workspace.
    #[serde(default)]
    sources: Vec<SourceText>,
}

#[derive(Deserialize, JsonSchema)]
struct SourceText {
    /// The key that the text cites it by.
    key: String,
    /// What it says.
    text: String,
}

#[derive(Deserialize, JsonSchema)]
struct FindQuotation {
    /// The words, as they are remembered.
    text: String,
    /// The most places to give.
    limit: Option<usize>,
}

#[derive(Deserialize, JsonSchema)]
struct CheckFile {
    /// The path of the briefing, from the workspace's folder.
    path: String,
}

#[tool_router]
impl Server {
    #[tool(
        description = "Hold every quotation, figure, name and claim of a text against the sources. For each: its verdict, and \
                       what the source says there.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn verify_text(&self, Parameters(asked): Parameters<VerifyText>) -> Result<CallToolResult, ErrorData> {
        self.answer(|answerer| answerer.verify_text(asked)).await
    }

    #[tool(
        description = "Find where words stand in the sources, exactly or altered, best first, with the exact words of the source.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn find_quotation(&self, Parameters(asked): Parameters<FindQuotation>) -> Result<CallToolResult, ErrorData> {
        self.answer(|answerer| answerer.find_quotation(asked)).await
    }

    #[tool(
        description = "List the sources of the workspace, with their keys; what can't be read says why.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn list_sources(&self) -> Result<CallToolResult, ErrorData> {
        self.answer(Answerer::list_sources).await
    }

    #[tool(
        description = "Check a briefing of the workspace: its findings, each with its evidence and what would mend it.",
        annotations(read_only_hint = true, open_world_hint = false)
    )]
    async fn check_file(&self, Parameters(asked): Parameters<CheckFile>) -> Result<CallToolResult, ErrorData> {
        self.answer(|answerer| answerer.check_file(asked)).await
    }

    /// Answers a question off the protocol's own thread. What can't be answered is said to who asked.
    async fn answer(
        &self,
        answer: impl FnOnce(&Answerer) -> Result<Value, Failure> + Send + 'static,
    ) -> Result<CallToolResult, ErrorData> {
        let answerer = Arc::clone(&self.answerer);
        let work =
            move || guarded("the question", || answerer.pool.install(|| answer(&answerer))).and_then(|answer| answer);
        let answer = tokio::task::spawn_blocking(work).await;
        let answer = answer.map_err(|error| ErrorData::internal_error(error.to_string(), None))?;
        Ok(match answer {
            Ok(value) => CallToolResult::structured(value),
            Err(failure) => {
                let help = failure.help.map_or(String::new(), |help| format!(": {help}"));
                CallToolResult::error(vec![ContentBlock::text(failure.message + &help)])
            }
        })
    }
}

#[tool_handler(router = self.tool_router)]
impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("briefcheck", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }
}

impl Answerer {
    /// The configurations as they are now.
    fn configs(&self) -> Result<Configs, Failure> {
        let configs = Configs::new(&self.here, self.config.as_deref()).of_user().allowing(&self.allow_outside);
        match configs.are_usable() {
            Ok(()) => Ok(configs),
            Err(failures) => Err(first(failures)),
        }
    }

    fn verify_text(&self, asked: VerifyText) -> Result<Value, Failure> {
        let configs = self.configs()?;
        let root = configs.workspace();
        let config = configs.of_folder(&root).ok_or_else(|| first(configs.failures()))?;
        let path = root.join("text.brief");
        let levels: Levels = config.levels(&path, &self.settings);
        let answer = if asked.sources.is_empty() {
            let mut files = Files::on_disk();
            files.open(path.clone(), asked.text.into());
            let uncited = Uncited::ReadableSources;
            let mut run = disk::check_text(&path, &files, &configs, &self.settings, uncited);
            let report = run.reports.pop().ok_or_else(|| first(run.failures))?;
            answer_of(Value::Null, &report, uncited)
        } else {
            let sources = asked.sources.into_iter().map(|source| Given::of_text(source.key, source.text)).collect();
            let record = Record::new(asked.text, sources);
            Verifier::new(root, config, levels).answer(record).map_err(Failure::new)?
        };
        serde_json::to_value(answer).map_err(|error| Failure::new(error.to_string()))
    }

    fn find_quotation(&self, asked: FindQuotation) -> Result<Value, Failure> {
        let stock = self.stock()?;
        let hits = stock.find(&asked.text);
        let place = |hit: &Hit| {
            let passage = &hit.passage;
            let position = passage.article.lines().position(passage.article.file(), passage.origin().start);
            json!({
                "source": passage.key,
                "file": paths::shown(&passage.path, &self.here),
                "line": position.line,
                "column": position.column,
                "how": hit.how.name(),
                "text": passage.text(),
                "message": hit.message,
                "score": report::score(passage.score),
            })
        };
        let places: Vec<Value> = hits.iter().take(asked.limit.unwrap_or(PLACES)).map(place).collect();
        Ok(json!({"places": places, "searched": stock.sources().len()}))
    }

    fn list_sources(&self) -> Result<Value, Failure> {
        let stock = self.stock()?;
        let source = |(source, path): &(briefcheck_engine::sources::Source, PathBuf)| {
            let meta = &source.meta;
            let mut about = json!({"key": source.key, "file": paths::shown(path, &self.here)});
            let fields = [
                ("title", &meta.title),
                ("author", &meta.author),
                ("publisher", &meta.publisher),
                ("date", &meta.date),
                ("url", &meta.url),
            ];
            for (name, value) in fields {
                if let Some(value) = value {
                    about[name] = value.as_str().into();
                }
            }
            if let Err(why) = &source.article {
                about["unreadable"] = why.0.as_str().into();
            }
            about
        };
        Ok(json!({"sources": stock.sources().iter().chain(stock.unreadable()).map(source).collect::<Vec<_>>()}))
    }

    fn check_file(&self, asked: CheckFile) -> Result<Value, Failure> {
        let configs = self.configs()?;
        let root = configs.workspace();
        let path = paths::join(&root, &asked.path);
        // Who asks may have been told to by a text that nobody here has read.
        Fence::new([root.as_path()]).admit(&path).map_err(|_| {
            Failure::new(format!("there is no file `{}` in the workspace", asked.path))
                .with_help("give a path from the workspace's folder")
        })?;
        let run = disk::check(&[path], &Files::on_disk(), &configs, &self.settings);
        if !run.failures.is_empty() {
            return Err(first(run.failures));
        }
        let look =
            Look { here: &self.here, repository: &root, colour: Colour::Plain, width: report::WIDTH, wraps: false };
        let mut document = Vec::new();
        let written = report::write(&mut document, Format::Json, &run.reports, look);
        let failed = |error: String| Failure::new(format!("the findings could not be written: {error}"));
        written.map_err(|error| failed(error.to_string()))?;
        serde_json::from_slice(&document).map_err(|error| failed(error.to_string()))
    }

    fn stock(&self) -> Result<Stock, Failure> {
        let configs = self.configs()?;
        let files = Files::on_disk();
        let root = configs.workspace();
        let (briefings, _) = disk::briefings(std::slice::from_ref(&root), &configs, &files);
        // What can't be used of the workspace is told where it is checked.
        Ok(disk::stock(&briefings, &root, &files, &configs).0)
    }
}

/// The first of some failures, which there is.
fn first(failures: Vec<Failure>) -> Failure {
    failures.into_iter().next().unwrap_or_else(|| Failure::new("the workspace can't be used"))
}
