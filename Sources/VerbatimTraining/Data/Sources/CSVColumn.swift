/// A column of a CSV file and what its fields are.
public struct CSVColumn: Sendable, Hashable {
    /// Where the column is found.
    public enum Place: Sendable, Hashable {
        /// Under a name in the first line.
        case name(String)
        /// At a position, counted from 0.
        case position(Int)
    }

    /// What the fields are.
    public enum Kind: Sendable, Hashable {
        /// Decimal numbers, rounded once to f32.
        case number
        /// Whole numbers, in i32.
        case integer
        /// Names of classes; their numbers in i32. Without a list, classes are numbered in the order in which they appear.
        case category([String]?)
    }

    /// Where the column is found.
    public let place: Place
    /// What the fields are.
    public let kind: Kind

    /// Makes a column of its parts.
    public init(_ place: Place, _ kind: Kind) {
        self.place = place
        self.kind = kind
    }

    /// A column of decimal numbers.
    public static func number(_ name: String) -> CSVColumn { CSVColumn(.name(name), .number) }
    /// A column of decimal numbers at a position.
    public static func number(_ position: Int) -> CSVColumn { CSVColumn(.position(position), .number) }
    /// A column of whole numbers.
    public static func integer(_ name: String) -> CSVColumn { CSVColumn(.name(name), .integer) }
    /// A column of whole numbers at a position.
    public static func integer(_ position: Int) -> CSVColumn { CSVColumn(.position(position), .integer) }
    /// A column of class names.
    public static func category(_ name: String, _ classes: [String]? = nil) -> CSVColumn {
        CSVColumn(.name(name), .category(classes))
    }
    /// A column of class names at a position.
    public static func category(_ position: Int, _ classes: [String]? = nil) -> CSVColumn {
        CSVColumn(.position(position), .category(classes))
    }
}
