//! An abstract tree of elements, as any HTML parser can fill it.

/// An element or a piece of text, entities already decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

/// An element with what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Name in lower case, without namespace prefix rules: `td`, `o:p`.
    pub name: String,
    /// Attributes, names in lower case.
    pub attributes: Vec<(String, String)>,
    /// Content in order.
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// How deep a tree may be. Content of deeper elements is kept, as content of the last element that still fits, so no
/// input can exhaust the stack of those who walk the tree.
pub const MAX_DEPTH: usize = 200;

/// Fills a tree in document order.
#[derive(Debug, Default)]
pub struct Builder {
    open: Vec<Element>,
    /// Elements opened beyond [`MAX_DEPTH`].
    beyond: usize,
}

impl Builder {
    /// A tree with an empty root element.
    pub fn new() -> Self {
        Builder { open: vec![Element::default()], beyond: 0 }
    }

    /// Begins an element.
    pub fn open(&mut self, name: String, attributes: Vec<(String, String)>) {
        if self.open.len() > MAX_DEPTH {
            self.beyond += 1;
        } else {
            self.open.push(Element { name, attributes, children: Vec::new() });
        }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.children.push(Node::Text(text.to_owned()));
        }
    }

    /// Ends the element begun last.
    pub fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.len() > 1
            && let Some(element) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(Node::Element(element));
        }
    }

    /// The root; elements still open are closed.
    pub fn finish(mut self) -> Node {
        self.beyond = 0;
        while self.open.len() > 1 {
            self.close();
        }
        Node::Element(self.open.pop().unwrap_or_default())
    }
}
