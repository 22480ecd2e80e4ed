import Verbatim

/// The 1,797 handwritten digits of the UCI Machine Learning Repository, embedded: 8x8 pixels of 0 to 16.
public enum Digits {
    /// The number of images.
    public static let count: Int = 1_797

    /// Images `[n, 8, 8, 1]` in f32, divided by 16, and labels `[n, 10]` in f32, one-hot, in the file's order.
    ///
    /// - Parameter isIncluded: Which images to take, by their place in the file; all by default.
    public static func load(where isIncluded: (Int) -> Bool = { _ in true }) -> (images: Tensor, labels: Tensor) {
        var images: [Float] = []
        var labels: [Float] = []
        images.reserveCapacity(count * 64)
        text.withUTF8Buffer { bytes in
            for (place, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() where isIncluded(place) {
                let values = line.map(value)
                images += values[..<64].map { Float($0) / 16 }
                labels += (0..<10).map { $0 == values[64] ? 1 : 0 }
            }
        }
        return (Tensor(shape: [labels.count / 10, 8, 8, 1], images), Tensor(shape: [labels.count / 10, 10], labels))
    }

    private static func value(_ digit: UInt8) -> Int {
        Int(digit) - (digit < UInt8(ascii: "a") ? Int(UInt8(ascii: "0")) : Int(UInt8(ascii: "a")) - 10)
    }
}
