//! What the standard library gives: whether it is `None`, honest, or whatever it was handed itself.

use super::is_within;

/// Modules and classes whose functions and objects give honest values: objects that are `None` exactly
/// where they equal it. Modules that mostly hand back what they were given (`asyncio`, `contextvars`,
/// `copy`, `functools`, `heapq`, `itertools`, `operator`, `pickle`, `queue`, `random`, `statistics`,
/// `unittest.mock`, `weakref`) are not among them; of the others [`HANDS_BACK`] names what does.
const HONEST: &str = "\
    argparse array ast base64 binascii bisect bz2 calendar cmath cmd codecs configparser ConfigParser csv \
    datetime dbm decimal difflib email errno fnmatch fractions ftplib getopt getpass gettext glob gzip \
    hashlib hmac html http imaplib imp importlib inspect io ipaddress json linecache locale logging lzma \
    mailbox math mimetypes optparse os pathlib pkgutil platform plistlib posixpath ntpath pprint re readline \
    secrets select selectors shlex shutil signal smtplib socket ssl stat string struct subprocess sys \
    sysconfig tarfile tempfile textwrap threading time timeit token tokenize traceback unicodedata urllib \
    urllib2 urlparse uuid warnings wave webbrowser xml xmlrpc zipfile zlib zoneinfo \
    collections.OrderedDict collections.defaultdict collections.deque collections.Counter \
    collections.ChainMap collections.UserDict collections.UserList collections.UserString \
    collections.namedtuple types.SimpleNamespace types.ModuleType types.FunctionType types.LambdaType \
    types.MethodType types.BuiltinFunctionType types.CodeType types.TracebackType types.FrameType \
    types.GeneratorType";

/// Functions of honest modules that may give an object that was handed to them, or which an object that was
/// handed to them makes: it may compare as it likes.
const HANDS_BACK: &str = "\
    inspect.getattr_static inspect.unwrap math.prod math.sumprod math.floor math.ceil math.trunc \
    secrets.choice shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.move ast.copy_location \
    ast.fix_missing_locations ast.increment_lineno codecs.encode codecs.decode email.message_from_string \
    email.message_from_bytes email.message_from_file email.message_from_binary_file io.text_encoding \
    locale.atof logging.getLogRecordFactory logging.getLoggerClass logging.makeLogRecord os.environ.pop \
    os.environ.setdefault pkgutil.resolve_name pkgutil.extend_path sys.call_tracing sys.last_exc \
    sys.last_value sys.modules.pop sys.modules.setdefault threading.current_thread threading.currentThread \
    unicodedata.name unicodedata.decimal unicodedata.digit unicodedata.numeric importlib.util.set_loader \
    importlib.util.set_package importlib.util.module_for_loader";

/// Functions that are documented to give `None` where there is nothing to give, else something honest.
const GIVES_NONE: &str = "\
    re.match re.search re.fullmatch os.environ.get os.getenv os.cpu_count os.process_cpu_count \
    os.device_encoding shutil.which distutils.spawn.find_executable ctypes.util.find_library \
    ctypes.util.find_msvcrt importlib.util.find_spec imghdr.what sndhdr.what sndhdr.whathdr inspect.getdoc \
    inspect.getmodule inspect.getsourcefile inspect.getcomments inspect.currentframe inspect.getmodulename \
    mimetypes.guess_extension multiprocessing.parent_process multiprocessing.get_start_method \
    pkgutil.get_data asyncio.current_task sysconfig.get_config_var distutils.sysconfig.get_config_var \
    socket.getdefaulttimeout gettext.find sys.modules.get readline.get_history_item curses.tigetstr \
    tracemalloc.get_object_traceback";

/// Functions that are documented to give `None` where nothing was set, else what somebody set.
const GIVES_YOURS_OR_NONE: &str = "\
    signal.getsignal signal.signal sys.gettrace sys.getprofile threading.gettrace threading.getprofile \
    readline.get_completer pkgutil.find_loader pkgutil.get_loader \
    pkgutil.get_importer importlib.find_loader sys.exception logging.getHandlerByName";

/// Functions that give a tuple whose parts may be `None`, and are honest.
const GIVES_NONE_WITHIN: &str = "\
    mimetypes.guess_type mimetypes.guess_file_type locale.getlocale locale.getdefaultlocale";

/// Builtin functions and types whose results are honest, where the module does not shadow them.
const BUILTINS: &str = "\
    str unicode bytes bytearray int long float complex bool list tuple dict set frozenset len repr ascii chr \
    unichr ord hex oct bin hash id isinstance issubclass hasattr callable sorted range xrange enumerate zip \
    open file input raw_input format dir vars globals locals type object memoryview slice property print";

fn has(names: &str, origin: &str) -> bool {
    names.split_ascii_whitespace().any(|name| name == origin)
}

/// Whether what a dotted origin of the standard library gives is honest.
pub fn is_honest(origin: &str) -> bool {
    let covers = |name: &str| is_within(origin, name);
    HONEST.split_ascii_whitespace().any(covers)
        && !has(HANDS_BACK, origin)
        && !has(GIVES_YOURS_OR_NONE, origin)
}

/// Whether a function is documented to give `None` where there is nothing to give.
pub fn gives_none(origin: &str) -> bool {
    has(GIVES_NONE, origin)
}

/// Whether a function is documented to give `None` where nothing was set, else what somebody set.
pub fn gives_yours_or_none(origin: &str) -> bool {
    has(GIVES_YOURS_OR_NONE, origin)
}

/// Whether a function is documented to give a tuple of what is honest or `None`.
pub fn gives_none_within(origin: &str) -> bool {
    has(GIVES_NONE_WITHIN, origin)
}

/// Whether a builtin's result is honest.
pub fn is_honest_builtin(name: &str) -> bool {
    has(BUILTINS, name)
}
