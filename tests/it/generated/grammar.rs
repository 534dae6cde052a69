//! What statements are made of: templates of statements and expressions, and operands whose kind is
//! known because it is written down here.
//!
//! A template is a list of tokens between spaces. `%` opens a place for an expression: a letter for
//! what is done with its value (see [`Role`]) and a digit for how tightly it must bind. `NL` and a
//! digit end a line; the next is indented that deep. In operands `·` is a space and `¶` a line break.

/// What an operand is to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is known of it.
    Other,
    /// As `Other`, and a plain name.
    Name,
    /// As `Other`, and its `==` with `None` is `is`, as the file shows.
    Honest,
    /// As `Other`, and looks like a column: `User.name`.
    Column,
    /// `None`.
    None,
    /// `True` or `False`.
    Boolean,
    /// Another constant that there is one of.
    Singleton,
    /// A string, bytes or a number.
    Value,
    /// A tuple of constants.
    Constant,
    /// A display, a comprehension, an f-string, a tuple that is not constant.
    Fresh,
    /// As `Honest`: the type of something.
    Type,
    /// As `Type`, and one of Python's own.
    OwnType,
    /// As `Name`, and spelled as a class is.
    Class,
    /// As `Class`, and one of Python's own.
    OwnClass,
    /// As `Honest`: a call that makes an object of a class of Python's own.
    Made,
    /// As `Honest`: a new `object()`.
    Object,
    /// As `Honest`: a NaN that a call makes.
    Nan,
    /// As `Honest`: the `id` of a name.
    IdOfName,
    /// As `Honest`: the `id` of an attribute or an element.
    IdOfPart,
    /// As `Honest`: the `id` of what is made there.
    IdOfMade,
}

impl Kind {
    /// Whether its `==` with `None` is `is`, as the file shows.
    pub fn is_honest(self) -> bool {
        !self.is_open()
    }

    /// Whether nothing is known of how it compares.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Other | Self::Column) || self.is_name()
    }

    /// Whether it is a plain name.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Class | Self::OwnClass)
    }

    /// Whether it is a literal of any sort but a singleton.
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Value | Self::Constant | Self::Fresh)
    }

    /// Whether there is one of it.
    pub fn is_single(self) -> bool {
        matches!(self, Self::None | Self::Boolean | Self::Singleton)
    }

    /// Whether it is the `id` of something.
    pub fn is_id(self) -> bool {
        matches!(self, Self::IdOfName | Self::IdOfPart | Self::IdOfMade)
    }

    /// Whether it is an object of one of Python's own classes, whose `!=` is the opposite of its `==`.
    pub fn is_own(self) -> bool {
        let is_called = matches!(self, Self::Made | Self::Nan) || self.is_id();
        self.is_literal() || self.is_single() || is_called
    }
}

/// What becomes of an expression's value where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `T`: its truth is taken.
    Truth,
    /// `B`: a statement branches on its truth.
    Branch,
    /// `G`: a statement that then raises branches on its truth.
    Guard,
    /// `E`: its truth is asserted.
    Asserted,
    /// `N`: that it is false is asserted.
    Denied,
    /// `V`: it is used.
    Value,
    /// `S`: it is used where overloaded comparisons are.
    Sign,
    /// `Q`: it is an argument of a call that builds a query.
    Query,
    /// `U`: a statement branches on its truth in a function whose other results are such comparisons.
    SignedTruth,
    /// `I`: it is used by a clause of a comprehension, or as a default.
    Clause,
    /// `F`: its truth is taken by a clause of a comprehension.
    Filter,
    /// `A`: an attribute is taken of it.
    Attribute,
    /// `P`: it is what the whole is.
    Passed,
}

impl Role {
    pub fn of(letter: u8) -> Self {
        match letter {
            b'T' => Self::Truth,
            b'B' => Self::Branch,
            b'G' => Self::Guard,
            b'E' => Self::Asserted,
            b'N' => Self::Denied,
            b'V' => Self::Value,
            b'S' => Self::Sign,
            b'Q' => Self::Query,
            b'U' => Self::SignedTruth,
            b'I' => Self::Clause,
            b'F' => Self::Filter,
            b'A' => Self::Attribute,
            b'P' => Self::Passed,
            _ => panic!("no role: {letter}"),
        }
    }
}

/// An expression with places for others.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    pub text: &'static str,
    /// How tightly it binds: 0 `:=`, 1 lambda and ternary, 2 `or`, 3 `and`, 4 `not`, 5 comparison,
    /// 6 arithmetic, 8 atoms and what is called, subscripted or awaited.
    pub level: u8,
    pub kind: Kind,
}

const fn form(level: u8, text: &'static str) -> Form {
    Form {
        text,
        level,
        kind: Kind::Other,
    }
}

const fn fresh(text: &'static str) -> Form {
    Form {
        text,
        level: 8,
        kind: Kind::Fresh,
    }
}

/// No form folds to a constant: each holds a name where that matters.
pub const FORMS: &[Form] = &[
    form(0, "w := %V1"),
    form(1, "%P2 if %T2 else %P1"),
    form(1, "lambda : %V1"),
    form(1, "lambda x , * y , k = %I1 , ** z : %V1"),
    form(2, "%T3 or %P3"),
    form(2, "%T3 or %T3 or %P3"),
    form(3, "%T4 and %P4"),
    form(3, "%T4 and %T4 and %P4"),
    form(6, "a & %S6"),
    form(6, "%S6 | a"),
    form(6, "a ^ %S6"),
    form(6, "a << %S6"),
    form(6, "%V6 + a"),
    form(6, "a * %V6"),
    form(6, "a // %V6 - 1"),
    form(6, "~ ( a or %S3 )"),
    form(6, "- a"),
    form(6, "a ** - %V8"),
    form(6, "await %V8"),
    form(8, "bool ( %T1 )"),
    form(8, "self . assertTrue ( %E1 )"),
    form(8, "self . assertFalse ( %N1 , %V1 )"),
    form(8, "call ( %V1 )"),
    form(8, "call ( %V0 , k = %V1 , * %S1 , ** %V1 )"),
    form(8, "call ( %V1 for x in %I2 if %F2 if %F2 )"),
    form(8, "query . filter ( %Q1 )"),
    form(8, "or_ ( %Q1 , k = %Q1 )"),
    form(8, "filter ( %V1 , a )"),
    form(8, "a [ %S0 ]"),
    form(8, "a [ %S1 : %S1 , :: %S1 ]"),
    form(8, "a [ ... , %S1 : ]"),
    form(8, "( %A0 ) . any ( )"),
    form(8, "( yield %V1 )"),
    form(8, "( x for x in %I2 )"),
    fresh("[ ]"),
    fresh("{ }"),
    fresh("[ %V1 , * %S6 ]"),
    fresh("[ %V1 , ]"),
    fresh("{ %V1 , a }"),
    fresh("{ %V1 : %V1 , ** %V6 }"),
    fresh("{ %V1 : %V1 for x in %I2 if %F2 }"),
    fresh("[ %V1 for x , y in %I2 for y in %I2 if %F2 ]"),
    fresh("[ x async for x in %I2 ]"),
    fresh("{ %V1 for x in %I2 }"),
    fresh("( a , %V1 )"),
    fresh("( * %S6 , )"),
];

pub const STATEMENTS: &[&str] = &[
    "%V1",
    "%V1",
    "target = %V1",
    "target = other = %V1 , %V1",
    "target [ %S0 ] = %V1",
    "target : %V1 = %V1",
    "target : int",
    "target += %V1",
    "target &= %S1",
    "target |= %S1",
    "if %B0 : pass",
    "if %B0 : target = %V1 ; target = %V1",
    "if %B0 : NL1 pass NL0 elif %B0 : NL1 %V1 NL0 else : NL1 %V1",
    "if %G0 : raise",
    "if %G0 : NL1 raise %V1 NL0 elif %G0 : raise %V1 from %V1 NL0 else : raise",
    "while %B0 : NL1 break",
    "while %B0 : continue",
    "assert %E1",
    "assert %E1 , %V1",
    "return %V1",
    "return",
    "raise %V1 from %V1",
    "del target [ %S0 ]",
    "for x in %V1 : pass",
    "for x in %V1 , %V1 : NL1 %V1 NL0 else : NL1 pass",
    "with %V1 as x , %V1 : pass",
    "async with %V8 as x : NL1 await %V8",
    "try : NL1 target = %V1 NL0 except %V1 as x : NL1 raise NL0 finally : NL1 %V1",
    "print ( %V1 ) ; %V1 ; pass",
    "yield %V1",
    "target = yield",
    "yield from %V1",
    "target = await %V8",
    "@ %V0 NL0 def function ( x = %V1 , / , y : %V1 = %V1 , * , z = %V1 ) -> %V1 : NL1 return %V1",
    "def function ( * x , ** y ) : return %V1",
    "async def function ( ) : NL1 if %B0 : return %V1 NL1 %V1",
    "@ %V0 NL0 @ call ( %V1 ) NL0 class Thing ( %V1 , k = %V1 ) : NL1 name = %V1",
    "def __eq__ ( self , x = %S1 ) : NL1 if %U0 : return %S1 NL1 return %S1",
    "@ thing . hybrid_property NL0 def function ( ) : return %S1",
    "def __init__ ( self ) : NL1 self . x = %V1",
    "match %V0 : NL1 case 1 if %T0 : NL2 pass NL1 case [ 2 , * x ] | { 'k' : x } if %T0 : NL2 %V1 NL1 case _ if %T0 : pass",
    "match ( %V1 ) : NL1 case Thing ( x = None ) if %T0 : pass",
    "type Alias = %V1",
    "type Alias [ T : %V1 ] = %V1",
    "global x ; %V1",
    "import x ; from . import y ; %V1",
    "if %B0 : NL1 while %B0 : NL2 %V1 NL2 assert %E1 NL1 else : NL2 pass",
];

pub const OPERANDS: &[(Kind, &str)] = &[
    (Kind::Name, "a"),
    (Kind::Name, "value"),
    (Kind::Name, "naïve"),
    (Kind::Name, "isnt"),
    (Kind::Name, "match"),
    (Kind::Other, "node . next"),
    (Kind::Other, "call ( )"),
    (Kind::Other, "a [ 0 ]"),
    (Kind::Other, "- a"),
    (Kind::Honest, "'%s' % a"),
    (Kind::Other, "1 + a"),
    (Kind::Type, "type ( a )"),
    (Kind::Type, "type ( a )"),
    (Kind::Type, "type ( call ( ')' ) )"),
    (Kind::OwnType, "type ( None )"),
    (Kind::OwnType, "type ( '' )"),
    (Kind::Class, "Spam"),
    (Kind::OwnClass, "str"),
    (Kind::OwnClass, "ValueError"),
    (Kind::Made, "list ( )"),
    (Kind::Made, "dict ( a , k = a )"),
    (Kind::Made, "str ( a )"),
    (Kind::Made, "float ( )"),
    (Kind::Object, "object ( )"),
    (Kind::Nan, "float ( 'nan' )"),
    (Kind::Nan, "float ( \"·-NaN\" , )"),
    (Kind::IdOfName, "id ( a )"),
    (Kind::IdOfName, "id ( value )"),
    (Kind::IdOfName, "id ( None , )"),
    (Kind::IdOfName, "id ( ( match ) )"),
    (Kind::IdOfPart, "id ( node . next )"),
    (Kind::IdOfPart, "id ( a [ 0 ] )"),
    (Kind::IdOfMade, "id ( call ( ) )"),
    (Kind::IdOfMade, "id ( 1 )"),
    (Kind::Column, "User . name"),
    (Kind::Column, "cls . name"),
    (Kind::Column, "table . c . name"),
    (Kind::Column, "rows [ 0 ] . name"),
    (Kind::None, "None"),
    (Kind::None, "None"),
    (Kind::None, "None"),
    (Kind::None, "None"),
    (Kind::None, "None"),
    (Kind::Boolean, "True"),
    (Kind::Boolean, "False"),
    (Kind::Singleton, "..."),
    (Kind::Singleton, "__debug__"),
    (Kind::Singleton, "( 1 , None ) [ 1 ]"),
    (Kind::Singleton, "True & False"),
    (Kind::Value, "1"),
    (Kind::Value, "0"),
    (Kind::Value, "10_000"),
    (Kind::Value, "0xfe"),
    (Kind::Value, "0o17"),
    (Kind::Value, "1.5"),
    (Kind::Value, "1."),
    (Kind::Value, ".5e-3"),
    (Kind::Value, "2j"),
    (Kind::Value, "- 1"),
    (Kind::Value, "- - 1"),
    (Kind::Value, "~ 0"),
    (Kind::Value, "+ 1.0"),
    (Kind::Value, "- True"),
    (Kind::Value, "2 ** 8"),
    (Kind::Value, "1 + 2j"),
    (Kind::Value, "1 << 20"),
    (Kind::Value, "( 1 , 2 ) [ 0 ]"),
    (Kind::Value, "''"),
    (Kind::Value, "\"\""),
    (Kind::Value, "'a'"),
    (Kind::Value, "\"a\""),
    (Kind::Value, "'is·None'"),
    (Kind::Value, "\"#·not·a·in·b\""),
    (Kind::Value, "'{}}'"),
    (Kind::Value, "'it\\'s'"),
    (Kind::Value, "r'\\d'"),
    (Kind::Value, "u\"é🐍\""),
    (Kind::Value, "b'a'"),
    (Kind::Value, "Rb\"\\x00\""),
    (Kind::Value, "'a' \"b\""),
    (Kind::Value, "'a' 'b' '''c'''"),
    (Kind::Value, "\"\"\"is·None¶==·None·#·x¶\"\"\""),
    (Kind::Value, "'''¶'''"),
    (Kind::Value, "'a\\¶b'"),
    (Kind::Value, "'abc' [ 0 ]"),
    (Kind::Value, "'abc' [ 0 : 1 ]"),
    (Kind::Value, "b'abc' [ - 1 ]"),
    (Kind::Value, "'-' * 3"),
    (Kind::Value, "'a' + 'b'"),
    (Kind::Value, "'%s' % 1"),
    (Kind::Constant, "( )"),
    (Kind::Constant, "( 1 , )"),
    (Kind::Constant, "( None , )"),
    (Kind::Constant, "( 'a' , ( 1 , b'x' ) )"),
    (Kind::Constant, "( 1 , 2 ) + ( 3 , )"),
    (Kind::Constant, "( 1 , ( 2 , ) ) [ 1 ]"),
];

/// How an operand binds, read off its tokens.
pub fn operand_level(text: &str) -> u8 {
    const ARITHMETIC: &[&str] = &["-", "~", "+", "**", "<<", "*", "%", "&"];
    let mut depth = 0;
    for token in text.split(' ') {
        match token {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ if depth == 0 && ARITHMETIC.contains(&token) => return 6,
            _ => {}
        }
    }
    8
}

/// The comparisons' operators, those that matter most often.
pub const OPERATORS: &[&str] = &[
    "is", "is", "is", "is", "is not", "is not", "is not", "==", "==", "==", "!=", "!=", "in", "in",
    "not in", "not in", "<", ">=",
];
