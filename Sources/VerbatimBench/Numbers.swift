/// Numbers as the tables print them.
extension Double {
    /// The number with so many digits after the point; a dash if it is none.
    func fixed(_ digits: Int) -> String {
        guard isFinite else { return "-" }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((magnitude * Double(scale)).rounded())
        let rest = String(scaled % scale)
        return (self < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale)."
            + String(repeating: "0", count: digits - rest.count) + rest
    }
}

extension [Double] {
    /// The middle one in order, or the mean of the two in the middle; not empty.
    var median: Double {
        let sorted = sorted()
        let middle = count / 2
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

extension String {
    /// With spaces before it, so many characters wide.
    func leading(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
    /// With spaces behind it, so many characters wide.
    func trailing(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
