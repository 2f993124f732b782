//! What is taken of all that a clipboard offers at once: spreadsheets, word processors and chat programs put a picture of
//! the words beside the words, and a file manager puts a file's icon and name beside the file.

/// What a clipboard, or something dropped, offers; what it lacks is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// As text/html.
    pub html: String,
    /// As text/plain.
    pub text: String,
    /// Its files, in their order.
    pub files: Vec<OfferedFile>,
}

/// A file as far as it is known before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferedFile {
    /// Its name without folders.
    pub name: String,
    /// Its media type as the browser tells it; often empty.
    pub media_type: String,
}

/// The one thing that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The file at this place.
    File(usize),
    /// The words with their markup.
    Html,
    /// The words alone.
    Text,
}

impl Offer {
    /// A file before words, words before a picture; of the words those with a table. `None` where there is nothing.
    pub fn taken(&self) -> Option<Taken> {
        let document = self.files.iter().position(|file| !file.is_picture());
        document.map(Taken::File).or_else(|| self.words()).or((!self.files.is_empty()).then_some(Taken::File(0)))
    }

    fn words(&self) -> Option<Taken> {
        let text = !self.text.trim().is_empty() && !self.names_its_files();
        let table = self.html.to_ascii_lowercase().contains("<table");
        // A picture copied from a page comes with the markup that shows it.
        let html = !self.html.trim().is_empty() && (!text || table) && (self.files.is_empty() || has_words(&self.html));
        if html { Some(Taken::Html) } else { text.then_some(Taken::Text) }
    }

    /// Whether each line of the text is a path to one of the files, or its name: a file manager's words for them.
    fn names_its_files(&self) -> bool {
        let is_file = |line: &str| {
            let mut names = self.files.iter().map(|file| file.name.as_str());
            names.any(|name| !name.is_empty() && line.trim().trim_matches(['"', '\'']).ends_with(name))
        };
        !self.files.is_empty() && self.text.lines().filter(|line| !line.trim().is_empty()).all(is_file)
    }
}

impl OfferedFile {
    /// By its media type, or by its name where the browser tells none.
    fn is_picture(&self) -> bool {
        const ENDINGS: [&str; 16] = [
            "png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "webp", "avif", "heic", "heif", "svg", "ico",
            "emf", "wmf",
        ];
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.media_type.starts_with("image/") || ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    }
}

/// Whether markup holds a word that a reader sees.
fn has_words(html: &str) -> bool {
    let mut inside = Inside::Words;
    let mut pieces = html.split('<');
    pieces.next().is_some_and(is_word)
        || pieces.any(|piece| {
            let (words, next) = inside.behind(piece);
            inside = next;
            matches!(inside, Inside::Words) && is_word(words)
        })
}

/// Where in markup a `<` stands.
#[derive(Clone, Copy)]
enum Inside {
    /// Where words are seen.
    Words,
    Comment,
    /// In an element of this name, whose words nobody sees.
    Unseen(&'static str),
}

impl Inside {
    /// The words behind the tag at the beginning of `piece`, and where they stand.
    fn behind(self, piece: &str) -> (&str, Inside) {
        const UNSEEN: [&str; 3] = ["style", "script", "title"];
        let begins = |tag: &str, name: &str| tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        let closes = |name: &str| piece.strip_prefix('/').is_some_and(|tag| begins(tag, name));
        let words = || piece.split_once('>').map_or("", |(_, words)| words);
        match self {
            Inside::Unseen(name) if !closes(name) => ("", self),
            Inside::Words if !piece.starts_with("!--") => {
                let unseen = UNSEEN.into_iter().find(|name| begins(piece, name));
                (words(), unseen.map_or(Inside::Words, Inside::Unseen))
            }
            Inside::Unseen(_) => (words(), Inside::Words),
            Inside::Words | Inside::Comment => match piece.split_once("-->") {
                Some((_, words)) => (words, Inside::Words),
                None => ("", Inside::Comment),
            },
        }
    }
}

/// Something else than space, written out or not.
fn is_word(words: &str) -> bool {
    words.split("&nbsp;").any(|words| words.chars().any(|character| !character.is_whitespace()))
}
