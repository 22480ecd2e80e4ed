import Verbatim

extension DrawnLayer {
    private static let shape = [5, 6, 3]

    private static func clip(_ x: Double, _ low: Double, _ high: Double) -> Double { min(max(x, low), high) }

    private static func luma(_ image: Grid, _ place: [Int]) -> Double {
        zip([0.2989, 0.587, 0.114], 0..<3).reduce(0) { $0 + $1.0 * image[[place[0], place[1], place[2], $1.1]] }
    }

    /// Images of 0 to 1 or so, whose pixels a closure gives.
    private static func image(
        _ title: String, _ make: @escaping @Sendable () -> any Layer,
        _ pixel: @escaping @Sendable (_ x: Grid, _ draws: Draws, _ place: [Int]) -> Double
    ) -> DrawnLayer {
        DrawnLayer(title, [shape], middle: 0.5, spread: 0.4, make) { inputs, draws, _ in
            inputs[0].map { place, _ in pixel(inputs[0], draws, place) }
        }
    }

    /// Images of which each pixel is a function of the three colours there.
    private static func colour(
        _ title: String, _ make: @escaping @Sendable () -> any Layer,
        _ body: @escaping @Sendable (_ colours: [Double], _ draws: Draws, _ image: Int) -> [Double]
    ) -> DrawnLayer {
        image(title, make) { x, draws, place in
            let colours = (0..<3).map { x[[place[0], place[1], place[2], $0]] }
            return body(colours, draws, place[0])[place[3]]
        }
    }

    /// Hue in sixths of the circle, saturation, value.
    private static func hsv(_ rgb: [Double]) -> [Double] {
        let (high, low) = (rgb.max()!, rgb.min()!)
        guard high > low else { return [0, 0, high] }
        let sector = rgb.firstIndex(of: high)!
        let turn = 2 * Double(sector) + (rgb[(sector + 1) % 3] - rgb[(sector + 2) % 3]) / (high - low)
        return [turn < 0 ? turn + 6 : turn, (high - low) / high, high]
    }

    /// The colours of hue in sixths, saturation and value, by the six sectors.
    private static func rgb(_ hsv: [Double]) -> [Double] {
        let sector = Int(hsv[0].rounded(.down)) % 6
        let part = hsv[0] - hsv[0].rounded(.down)
        let (v, s) = (hsv[2], hsv[1])
        let (p, q, t) = (v * (1 - s), v * (1 - s * part), v * (1 - s * (1 - part)))
        return [[v, t, p], [q, v, p], [p, v, t], [p, q, v], [t, p, v], [v, p, q]][sector]
    }

    private static func turned(_ colours: [Double], sign: Double, factor: Double) -> [Double] {
        var hsv = hsv(colours)
        let turn = (sign > 0.5 ? -1 : 1) * factor * 0.5 * 6
        hsv[0] = (hsv[0] + turn + 6).truncatingRemainder(dividingBy: 6)
        return rgb(hsv)
    }

    private static func saturated(_ colours: [Double], _ factor: Double, _ low: Double, _ high: Double) -> [Double] {
        var hsv = hsv(colours)
        hsv[1] = clip(hsv[1] * factor / (1 - factor + 1e-7), low, high)
        return rgb(hsv)
    }

    static let colours: [DrawnLayer] = [
        image("RandomBrightness", { RandomBrightness(0.3, valueRange: [0, 1]) }) { x, draws, p in
            clip(x[p] + draws.factor("delta", p[0], -0.3, 0.3), 0, 1)
        },
        image("RandomContrast", { RandomContrast([0.2, 0.6], valueRange: [0, 1]) }) { x, draws, p in
            let pixels = (0..<30).map { x[[p[0], $0 / 6, $0 % 6, p[3]]] }
            let mean = pixels.reduce(0, +) / 30
            return clip((x[p] - mean) * draws.factor("factor", p[0], 0.8, 1.6) + mean, 0, 1)
        },
        image("RandomGrayscale", { RandomGrayscale(0.5) }) { x, draws, p in
            draws["apply"][p[0], 0, 0, 0] < 0.5 ? luma(x, p) : x[p]
        },
        image("RandomInvert", { RandomInvert(valueRange: [0, 1]) }) { x, draws, p in
            draws["apply"][p[0], 0, 0, 0] < draws["probability"][p[0], 0, 0, 0] ? 1 - x[p] : x[p]
        },
        image("RandomColorDegeneration", { RandomColorDegeneration(0.5, valueRange: [0, 1]) }) { x, draws, p in
            let part = draws.factor("factor", p[0], 0, 0.5)
            return clip(x[p] * (1 - part) + luma(x, p) * part, 0, 1)
        },
        colour("RandomHue", { RandomHue(0.5, valueRange: [0, 1]) }) { colours, draws, image in
            turned(
                colours, sign: draws["sign"][image, 0, 0, 0], factor: draws.factor("factor", image, 0, 0.5))
        },
        colour("RandomSaturation", { RandomSaturation([0.3, 0.6], valueRange: [0, 1]) }) { colours, draws, image in
            saturated(colours, draws.factor("factor", image, 0.3, 0.6), 0, 1)
        },
        colour(
            "RandomColorJitter",
            {
                RandomColorJitter(
                    brightnessFactor: 0.1, saturationFactor: [0.3, 0.6], hueFactor: 0.5, valueRange: [0, 1])
            }
        ) { colours, draws, image in
            let delta = draws.factor("randomBrightness/delta", image, -0.1, 0.1)
            let bright = colours.map { clip($0 + delta, 0, 1) }
            let vivid = saturated(bright, draws.factor("randomSaturation/factor", image, 0.3, 0.6), 0, 1)
            return turned(
                vivid, sign: draws["randomHue/sign"][image, 0, 0, 0],
                factor: draws.factor("randomHue/factor", image, 0, 0.5))
        },
        image("RandomPosterization", { RandomPosterization([2, 6], valueRange: [0, 1]) }) { x, draws, p in
            // Of 8 bits the lower ones are cleared.
            let bits = Int(draws.factor("bits", p[0], 2, 6).rounded(.down))
            let byte = Int((x[p] * 255).rounded(.down))
            return Double((byte >> (8 - bits)) << (8 - bits)) / 255
        },
        image("Solarization", { Solarization(additionFactor: 0.2, thresholdFactor: 0.8, valueRange: [0, 1]) }) {
            x, draws, p in
            let y = clip(x[p] * 255 + draws.factor("addition", p[0], 0, 0.2 * 255), 0, 255)
            return (y < draws.factor("threshold", p[0], 0, 0.8 * 255) ? y : 255 - y) / 255
        },
        image("RandomSharpness", { RandomSharpness([0.1, 0.9], valueRange: [0, 1]) }) { x, draws, p in
            let smooth = weighed(x, p) { row, column in row == 0 && column == 0 ? 5.0 / 13 : 1.0 / 13 }
            let scale = 2 * draws.factor("factor", p[0], 0.1, 0.9)
            return clip(x[p] * scale + smooth * (1 - scale), 0, 1)
        },
        image("RandomGaussianBlur", { RandomGaussianBlur(0.9, sigma: 0.7, valueRange: [0, 1]) }) { x, draws, p in
            guard draws["apply"][p[0], 0, 0, 0] < draws.factor("probability", p[0], 0, 0.9) else { return x[p] }
            // exp(-0.5 / 0.49) between two places.
            let near = 0.360447788597821
            let total = 1 + 2 * near
            return weighed(x, p) { row, column in
                (row == 0 ? 1 : near) * (column == 0 ? 1 : near) / (total * total)
            }
        },
        image("RandomErasing", { RandomErasing(0.9, scale: [0.1, 0.6], fillValue: 0.25, valueRange: [0, 1]) }) {
            x, draws, p in
            guard draws["apply"][p[0], 0, 0, 0] < draws.factor("probability", p[0], 0, 0.9) else { return x[p] }
            let side = draws.factor("area", p[0], 0.1, 0.6).squareRoot()
            func inside(_ place: Int, _ size: Int, _ draw: String) -> Bool {
                let length = side * Double(size)
                let start = draws[draw][p[0], 0, 0, 0] * (Double(size) - length)
                return Double(place) >= start && Double(place) < start + length
            }
            return inside(p[1], 5, "top") && inside(p[2], 6, "left") ? 0.25 : x[p]
        },
        image("RandomErasing by noise", { RandomErasing(1, scale: [0.9, 1], valueRange: [0, 2]) }) { x, draws, p in
            let applies = draws["apply"][p[0], 0, 0, 0] < draws["probability"][p[0], 0, 0, 0]
            let side = draws.factor("area", p[0], 0.9, 1).squareRoot()
            func inside(_ place: Int, _ size: Int, _ draw: String) -> Bool {
                let start = draws[draw][p[0], 0, 0, 0] * (1 - side) * Double(size)
                return Double(place) >= start && Double(place) < start + side * Double(size)
            }
            return applies && inside(p[1], 5, "top") && inside(p[2], 6, "left") ? 2 * draws["noise"][p] : x[p]
        },
    ]

    /// A pixel with its neighbours, weighed; outside the image is 0.
    private static func weighed(_ x: Grid, _ p: [Int], _ weight: (Int, Int) -> Double) -> Double {
        var sum = 0.0
        for row in -1...1 {
            for column in -1...1 where (0..<5).contains(p[1] + row) && (0..<6).contains(p[2] + column) {
                sum += weight(row, column) * x[[p[0], p[1] + row, p[2] + column, p[3]]]
            }
        }
        return sum
    }

    /// An image read between its pixels; outside it is continued as a closure says, which gives nil for the value 0.5.
    private static func read(
        _ x: Grid, _ p: [Int], row: Double, column: Double, _ continued: (_ place: Int, _ size: Int) -> Int?
    ) -> Double {
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        var sum = 0.0
        for (i, rowWeight) in [(Int(top), 1 - (row - top)), (Int(top) + 1, row - top)] {
            for (j, columnWeight) in [(Int(left), 1 - (column - left)), (Int(left) + 1, column - left)] {
                let pixel = continued(i, 5).flatMap { i in continued(j, 6).map { x[[p[0], i, $0, p[3]]] } } ?? 0.5
                sum += rowWeight * columnWeight * pixel
            }
        }
        return sum
    }

    private static func mirrored(_ place: Int, _ size: Int) -> Int? {
        let turn = ((place % (2 * size)) + 2 * size) % (2 * size)
        return turn < size ? turn : 2 * size - 1 - turn
    }

    private static func inside(_ place: Int, _ size: Int) -> Int? { (0..<size).contains(place) ? place : nil }

    private static func nearest(_ place: Int, _ size: Int) -> Int? { min(max(place, 0), size - 1) }

    static let places: [DrawnLayer] = [
        image("RandomFlip", { RandomFlip() }) { x, draws, p in
            let row = draws["vertical"][p[0], 0, 0, 0] <= 0.5 ? 4 - p[1] : p[1]
            let column = draws["horizontal"][p[0], 0, 0, 0] <= 0.5 ? 5 - p[2] : p[2]
            return x[[p[0], row, column, p[3]]]
        },
        DrawnLayer("RandomCrop", [shape], { RandomCrop(height: 3, width: 4) }) { inputs, draws, _ in
            let (top, left) = (Int(draws["top"][0] * 3), Int(draws["left"][0] * 3))
            return Grid([6, 3, 4, 3]) { inputs[0][[$0[0], $0[1] + top, $0[2] + left, $0[3]]] }
        },
        image("RandomTranslation", { RandomTranslation(0.4, [0.1, 0.5]) }) { x, draws, p in
            read(
                x, p, row: Double(p[1]) - 5 * draws.factor("height", p[0], -0.4, 0.4),
                column: Double(p[2]) - 6 * draws.factor("width", p[0], 0.1, 0.5), mirrored)
        },
        image(
            "RandomTranslation, one value outside",
            {
                RandomTranslation(0.4, 0.4, fillMode: .constant, fillValue: 0.5)
            }
        ) { x, draws, p in
            read(
                x, p, row: Double(p[1]) - 5 * draws.factor("height", p[0], -0.4, 0.4),
                column: Double(p[2]) - 6 * draws.factor("width", p[0], -0.4, 0.4), inside)
        },
        image("RandomZoom", { RandomZoom(0.5, [0.1, 0.4], fillMode: .nearest) }) { x, draws, p in
            read(
                x, p, row: 2 + (Double(p[1]) - 2) * (1 + draws.factor("height", p[0], -0.5, 0.5)),
                column: 2.5 + (Double(p[2]) - 2.5) * (1 + draws.factor("width", p[0], 0.1, 0.4)), nearest)
        },
        image("RandomShear", { RandomShear(xFactor: 0.4, yFactor: [0.1, 0.3]) }) { x, draws, p in
            let across = (draws["x sign"][p[0], 0, 0, 0] < 0.5 ? -1 : 1) * draws.factor("x", p[0], 0, 0.4)
            let down = (draws["y sign"][p[0], 0, 0, 0] < 0.5 ? -1 : 1) * draws.factor("y", p[0], 0.1, 0.3)
            return read(
                x, p, row: Double(p[1]) + down * Double(p[2]), column: Double(p[2]) + across * Double(p[1]), mirrored)
        },
        image("RandomRotation", { RandomRotation(0.3) }) { x, draws, p in
            let angle = Tensor(2 * Double.pi * draws.factor("angle", p[0], -0.3, 0.3))
            let (c, s): (Double, Double) = (try! cos(angle).scalar(), try! sin(angle).scalar())
            let (down, right) = (Double(p[1]) - 2, Double(p[2]) - 2.5)
            return read(x, p, row: 2 + s * right + c * down, column: 2.5 + c * right - s * down, mirrored)
        },
    ]
}
