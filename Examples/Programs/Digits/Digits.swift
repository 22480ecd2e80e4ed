import Verbatim

/// The 1,797 handwritten digits of the UCI Machine Learning Repository, embedded: 8x8 pixels of 0 to 16.
public enum Digits {
    /// The number of images.
    public static let count: Int = 1797

    /// Images `[1797, 8, 8, 1]` in f32, divided by 16, and labels `[1797, 10]` in f32, one-hot, in the file's order.
    public static func load() -> (images: Tensor, labels: Tensor) {
        var images: [Float] = []
        var labels: [Float] = []
        images.reserveCapacity(count * 64)
        text.withUTF8Buffer { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                let values = line.map(value)
                images += values[..<64].map { Float($0) / 16 }
                labels += (0..<10).map { $0 == values[64] ? 1 : 0 }
            }
        }
        return (Tensor(shape: [count, 8, 8, 1], images), Tensor(shape: [count, 10], labels))
    }

    private static func value(_ digit: UInt8) -> Int {
        Int(digit) - (digit < UInt8(ascii: "a") ? Int(UInt8(ascii: "0")) : Int(UInt8(ascii: "a")) - 10)
    }
}
