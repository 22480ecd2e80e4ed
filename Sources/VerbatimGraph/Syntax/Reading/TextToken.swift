/// One token of a graph's text: what it is and which bytes it covers.
struct TextToken: Equatable {
    enum Kind: Equatable {
        /// A bare word, dots included: `stablehlo.add`.
        case word
        /// Decimal digits.
        case integer
        /// `0x` and digits.
        case hexadecimal
        /// Digits with a point, perhaps an exponent.
        case float
        /// A quoted text.
        case string
        /// `%name`.
        case value
        /// `@name`, perhaps quoted.
        case symbol
        /// `^name`.
        case block
        /// `#name`.
        case hash
        /// `!name`.
        case dialectType
        /// A whole `tensor<...>`.
        case tensor
        /// `->`.
        case arrow
        /// One character of punctuation.
        case punctuation(UInt8)
        /// The end of the text.
        case end
    }

    var kind: Kind
    var start: Int
    var end: Int
}
