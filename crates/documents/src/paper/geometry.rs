//! Places on a page: points from its upper left corner, y downwards, one unit 1/72 inch.

/// An affine map, in the order in which PDF writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub const fn moved(x: f64, y: f64) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map first, then the other.
    pub fn then(self, Matrix([a, b, c, d, e, f]): Matrix) -> Self {
        let Matrix(own) = self;
        Matrix([
            own[0] * a + own[1] * c,
            own[0] * b + own[1] * d,
            own[2] * a + own[3] * c,
            own[2] * b + own[3] * d,
            own[4] * a + own[5] * c + e,
            own[4] * b + own[5] * d + f,
        ])
    }

    pub fn place(self, x: f64, y: f64) -> (f64, f64) {
        let Matrix([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where a way goes, without regard to where it begins.
    pub fn turn(self, x: f64, y: f64) -> (f64, f64) {
        let Matrix([a, b, c, d, ..]) = self;
        (a * x + c * y, b * x + d * y)
    }

    /// How much larger things become, as one number.
    pub fn scale(self) -> f64 {
        let Matrix([a, b, c, d, ..]) = self;
        (a * d - b * c).abs().sqrt()
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    /// What encloses these points; `None` when a number of them is none.
    pub fn around(points: &[(f64, f64)]) -> Option<Area> {
        let mut points = points.iter();
        let (x, y) = *points.next()?;
        let mut area = Area { left: x, top: y, right: x, bottom: y };
        for (x, y) in points {
            area = area.join(Area { left: *x, top: *y, right: *x, bottom: *y });
        }
        let is_usual = |number: f64| number.abs() < FARTHEST;
        [area.left, area.top, area.right, area.bottom].into_iter().all(is_usual).then_some(area)
    }

    pub fn join(self, other: Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub fn center(self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub fn contains(self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Whatever lies farther from the page than this was never meant to be seen.
const FARTHEST: f64 = 100_000.0;
