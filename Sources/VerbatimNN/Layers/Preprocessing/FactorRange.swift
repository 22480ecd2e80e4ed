/// The range of a random factor: `[0.1, 0.3]`, or one number p, which stands for 0 to p or -p to p, as a layer says.
public struct FactorRange: Sendable, Hashable, Codable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral
{
    /// The least factor; 0 for one number.
    public let low: Double
    /// The greatest factor.
    public let high: Double
    /// Whether it was given as one number.
    public let isOneNumber: Bool

    /// Makes a range of its ends.
    public init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
        isOneNumber = false
    }

    /// Makes a range of one number.
    public init(_ number: Double) {
        low = 0
        high = number
        isOneNumber = true
    }

    /// One number.
    public init(floatLiteral value: Double) { self.init(value) }
    /// One number.
    public init(integerLiteral value: Int) { self.init(Double(value)) }
    /// The least factor, then the greatest.
    public init(arrayLiteral elements: Double...) {
        precondition(elements.count == 2, "a FactorRange is one number or two: the least and the greatest factor")
        self.init(elements[0], elements[1])
    }

    /// One number as -p to p.
    var symmetric: FactorRange { isOneNumber ? FactorRange(-high, high) : self }
    /// One number as p below and p above.
    var contrast: FactorRange { isOneNumber ? FactorRange(high, high) : self }
    /// One number as 1 to p.
    var fromOne: FactorRange { isOneNumber ? FactorRange(1, high) : self }
}
