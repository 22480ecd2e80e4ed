import VerbatimArithmetic

/// How an image is read between its pixels.
public enum Interpolation: String, Sendable, Hashable, CaseIterable, Codable {
    /// The pixel whose area holds the place.
    case nearest
    /// Between the two next pixels along each axis.
    case bilinear
    /// Keys' cubic kernel with a = -0.5.
    case bicubic
    /// Lanczos' kernel of radius 3.
    case lanczos3
    /// Lanczos' kernel of radius 5.
    case lanczos5
    /// The mean over the area that a pixel of the result covers.
    case area

    /// How far the kernel reaches.
    var radius: Double {
        switch self {
        case .nearest, .area: 0.5
        case .bilinear: 1
        case .bicubic: 2
        case .lanczos3: 3
        case .lanczos5: 5
        }
    }

    /// The kernel at a distance from its centre.
    func kernel(_ distance: Double) -> Double {
        let x = Swift.abs(distance)
        guard x < radius else { return 0 }
        switch self {
        case .nearest, .area: return 1
        case .bilinear: return 1 - x
        case .bicubic:
            return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2
        case .lanczos3, .lanczos5:
            if x < 1e-3 { return 1 }
            let angle = Double.pi * x
            return radius * StatedFunctions.sin(angle) * StatedFunctions.sin(angle / radius) / (angle * angle)
        }
    }

    /// The weights with which `size` pixels make each of `target` pixels: rows of length `size` whose sum is 1.
    ///
    /// Pixel i of the result lies at `(i + 0.5) * size / target - 0.5`; weights outside the image are left out. With
    /// antialiasing the kernel is widened where the image shrinks; without, a bicubic place is rounded to 1/1024 of a
    /// pixel. Of an area pixel i covers `i * size / target ..< (i + 1) * size / target`, and a weight is the part of that in
    /// a pixel. In Double, rounded once where it is used.
    ///
    /// - Source: TensorFlow's ScaleAndTranslate, ResizeBicubic and ResizeArea.
    func weights(size: Int, target: Int, antialias: Bool) -> [Double] {
        let scale = Double(size) / Double(target)
        let width = antialias ? Swift.max(scale, 1) : 1
        var rows: [Double] = []
        for place in 0..<target {
            if self == .nearest {
                let nearest = Swift.min(size - 1, Int((Double(place) + 0.5) * scale))
                rows += (0..<size).map { $0 == nearest ? 1 : 0 }
                continue
            }
            if self == .area {
                let (start, end) = (Double(place) * scale, Double(place + 1) * scale)
                rows += (0..<size).map { pixel in
                    Swift.max(0, Swift.min(Double(pixel + 1), end) - Swift.max(Double(pixel), start)) / scale
                }
                continue
            }
            var centre = (Double(place) + 0.5) * scale - 0.5
            // TensorFlow reads this kernel from a table of 1024 places between two pixels.
            if self == .bicubic && !antialias { centre = (centre * 1024).rounded(.toNearestOrEven) / 1024 }
            let row = (0..<size).map { kernel((centre - Double($0)) / width) }
            let total = row.reduce(0, +)
            rows += row.map { total == 0 ? 0 : $0 / total }
        }
        return rows
    }
}
