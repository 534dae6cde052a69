//! A headless Chromium, led through the DevTools protocol over a pipe.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The names it goes by.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Nothing takes it as long as this, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page.
pub struct Browser {
    process: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    session: Option<String>,
    /// What happened in the page since it was opened.
    pub events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    /// Starts one; `None`, which is then said, where there is none.
    pub fn start() -> Option<Self> {
        let answers = |name: &&str| {
            let version = Command::new(name).arg("--version").output();
            version.is_ok_and(|version| version.status.success())
        };
        let Some(name) = NAMES.iter().copied().find(answers) else {
            eprintln!("skipped: no chromium here");
            return None;
        };
        let profile = TempDir::new().unwrap();
        // It reads from file descriptor 3 and writes to 4.
        let mut process = Command::new("sh")
            .args([
                "-c",
                "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1",
                "sh",
            ])
            .args([name, "--headless=new", "--no-sandbox", "--disable-gpu"])
            .args(["--remote-debugging-pipe", "--disable-background-networking"])
            .args([
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .env("HOME", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (said, from) = mpsc::channel();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        thread::spawn(move || {
            let mut message = Vec::new();
            while stdout
                .read_until(0, &mut message)
                .is_ok_and(|read| read > 0)
            {
                message.pop();
                let parsed = serde_json::from_slice(&message).unwrap();
                message.clear();
                if said.send(parsed).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            to: process.stdin.take().unwrap(),
            process,
            from,
            last: 0,
            session: None,
            events: Vec::new(),
            _profile: profile,
        };
        let target = browser.ask("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.ask("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser.ask("Page.setLifecycleEventsEnabled", json!({"enabled": true}));
        browser.size(1280, 900);
        Some(browser)
    }

    /// Asks for something and waits for the answer.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        loop {
            let mut told = self.hear();
            if told["id"] == self.last {
                assert!(told["error"].is_null(), "{method}: {told}");
                return told["result"].take();
            }
            self.events.push(told);
        }
    }

    fn hear(&self) -> Value {
        self.from
            .recv_timeout(PATIENCE)
            .expect("the browser answers")
    }

    /// Opens a file, with a fragment behind it, and waits until it is there.
    #[track_caller]
    pub fn open(&mut self, file: &Path, fragment: &str) {
        // Only the fragment may differ, and the page is to be loaded anew.
        self.load("about:blank");
        self.events.clear();
        self.load(&format!("file://{}{fragment}", file.display()));
    }

    fn load(&mut self, address: &str) {
        let loader = self.ask("Page.navigate", json!({"url": address}))["loaderId"].take();
        let is_it = |event: &Value| {
            let (name, of) = (&event["params"]["name"], &event["params"]["loaderId"]);
            event["method"] == "Page.lifecycleEvent" && *name == "load" && *of == loader
        };
        while !self.events.iter().any(is_it) {
            let event = self.hear();
            self.events.push(event);
        }
    }

    /// What an expression comes to in the page.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.ask("Runtime.evaluate", params);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].take()
    }

    /// Waits until what was changed is drawn.
    pub fn settle(&mut self) {
        self.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let text = if key.len() == 1 { key } else { "" };
        self.ask(
            "Input.dispatchKeyEvent",
            json!({"type": "keyDown", "key": key, "text": text}),
        );
        self.ask(
            "Input.dispatchKeyEvent",
            json!({"type": "keyUp", "key": key}),
        );
        self.settle();
    }

    /// Clicks on what a selector finds.
    #[track_caller]
    pub fn click(&mut self, selector: &str) {
        self.eval(&format!(
            "document.querySelector({}).click()",
            json!(selector)
        ));
        self.settle();
    }

    /// Makes the window so large, in CSS pixels.
    pub fn size(&mut self, width: u32, height: u32) {
        let params =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", params);
    }

    /// Shows the page as on a screen or in print, light or dark.
    pub fn media(&mut self, media: &str, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.ask(
            "Emulation.setEmulatedMedia",
            json!({"media": media, "features": features}),
        );
        self.settle();
    }

    /// What was logged, thrown or refused since the page was opened.
    pub fn complaints(&self) -> Vec<String> {
        let heard = [
            "Log.entryAdded",
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
        ];
        let is_heard = |event: &&Value| heard.iter().any(|method| event["method"] == **method);
        self.events
            .iter()
            .filter(is_heard)
            .map(Value::to_string)
            .collect()
    }

    /// Every address that was asked for since the page was opened.
    pub fn requests(&self) -> Vec<String> {
        let requests = self
            .events
            .iter()
            .filter(|event| event["method"] == "Network.requestWillBeSent");
        let address = |event: &Value| {
            event["params"]["request"]["url"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        requests.map(address).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let close = json!({"id": 0, "method": "Browser.close"}).to_string();
        let _ = self.to.write_all(close.as_bytes());
        let _ = self.to.write_all(b"\0");
        // It says no more once it is gone.
        while self.from.recv_timeout(Duration::from_secs(10)).is_ok() {}
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
