import Testing
import Verbatim

/// A layer that draws, with its formula in plain Swift: what it gives for its inputs, its draws and its variables.
struct DrawnLayer: Sendable, CustomTestStringConvertible {
    /// Numbers in row-major order.
    struct Grid {
        let shape: [Int]
        var values: [Double]

        init(_ shape: [Int], _ values: [Double]) {
            self.shape = shape
            self.values = values
        }

        /// A grid of what a closure gives for each place.
        init(_ shape: [Int], _ make: ([Int]) -> Double) {
            var place = shape.map { _ in 0 }
            var values: [Double] = []
            for _ in 0..<shape.reduce(1, *) {
                values.append(make(place))
                for axis in shape.indices.reversed() {
                    place[axis] += 1
                    if place[axis] < shape[axis] { break }
                    place[axis] = 0
                }
            }
            self.init(shape, values)
        }

        subscript(place: [Int]) -> Double { values[zip(shape, place).reduce(0) { $0 * $1.0 + $1.1 }] }
        subscript(place: Int...) -> Double { self[place] }

        /// The same shape with other numbers.
        func map(_ make: ([Int], Double) -> Double) -> Grid { Grid(shape) { make($0, self[$0]) } }
    }

    /// A step's draws by name, from the words of their streams.
    struct Draws {
        private var grids: [String: Grid] = [:]

        init(_ declarations: [DrawDeclaration], seed: Int, step: Int) {
            for draw in declarations {
                let stream = RandomStream(seed: seed, draw.stream)
                let shape = draw.type.shape
                let row = shape.dropFirst().reduce(1, *)
                let values = (0..<(shape.first ?? 1)).flatMap { position -> [Double] in
                    func words(_ count: Int) -> [UInt32] {
                        stream.words(count: count, position: position, step: UInt64(step))
                    }
                    switch draw.distribution {
                    case .bernoulli(let probability):
                        let bar = (probability * 4_294_967_296).rounded(.toNearestOrEven)
                        return words(row).map { Double($0) < bar ? 1 : 0 }
                    case .uniform: return words(row).map { Double($0 >> 8) / 16_777_216 }
                    case .normal:
                        return stream.normals(count: row, position: position, step: UInt64(step)).map(Double.init)
                    }
                }
                let name = draw.stream.split(separator: "/").last.map(String.init)!
                let owner = draw.layerPath.split(separator: "/").last!.split(separator: ".")[0]
                grids[name] = Grid(shape, values)
                grids["\(owner)/\(name)"] = Grid(shape, values)
            }
        }

        var count: Int { grids.count }
        subscript(name: String) -> Grid { grids[name]! }

        /// A uniform number for an image, in a range.
        func factor(_ name: String, _ image: Int, _ low: Double, _ high: Double) -> Double {
            grids[name]![image, 0, 0, 0] * (high - low) + low
        }
    }

    typealias Formula = @Sendable (_ inputs: [Grid], _ draws: Draws, _ variables: [String: Grid]) -> Grid

    let title: String
    let inputs: [[Int]]
    /// Inputs are from `middle - spread` to `middle + spread`.
    let middle: Float
    let spread: Float
    let make: @Sendable () -> any Layer
    let formula: Formula

    init(
        _ title: String, _ inputs: [[Int]], middle: Float = 0, spread: Float = 1,
        _ make: @escaping @Sendable () -> any Layer, _ formula: @escaping Formula
    ) {
        self.title = title
        self.inputs = inputs
        self.middle = middle
        self.spread = spread
        self.make = make
        self.formula = formula
    }

    var testDescription: String { title }

    static let all: [DrawnLayer] = noises + colours + places + recurrences + attentions

    /// A layer whose every element is a function of itself and one draw.
    private static func elementwise(
        _ title: String, _ shape: [Int], _ draw: String, _ make: @escaping @Sendable () -> any Layer,
        place: @escaping @Sendable ([Int]) -> [Int] = { $0 }, _ body: @escaping @Sendable (Double, Double) -> Double
    ) -> DrawnLayer {
        DrawnLayer(title, [shape], make) { inputs, draws, _ in
            inputs[0].map { body($1, draws[draw][place($0)]) }
        }
    }

    private static let noises: [DrawnLayer] = [
        elementwise("Dropout", [6, 5], "keep", { Dropout(0.4) }) { $1 == 1 ? $0 / 0.6 : 0 },
        elementwise(
            "Dropout of columns", [6, 5], "keep", { Dropout(0.4, noiseShape: [nil, 1, nil]) },
            place: { [$0[0], 0, $0[2]] }
        ) { $1 == 1 ? $0 / 0.6 : 0 },
        elementwise("SpatialDropout1D", [6, 5], "keep", { SpatialDropout1D(0.4) }, place: { [$0[0], 0, $0[2]] }) {
            $1 == 1 ? $0 / 0.6 : 0
        },
        elementwise(
            "SpatialDropout2D", [3, 4, 5], "keep", { SpatialDropout2D(0.4) }, place: { [$0[0], 0, 0, $0[3]] }
        ) { $1 == 1 ? $0 / 0.6 : 0 },
        elementwise(
            "SpatialDropout3D", [5, 2, 3, 4], "keep", { SpatialDropout3D(0.4, dataFormat: .channelsFirst) },
            place: { [$0[0], $0[1], 0, 0, 0] }
        ) { $1 == 1 ? $0 / 0.6 : 0 },
        elementwise("GaussianDropout", [6, 5], "noise", { GaussianDropout(0.4) }) {
            $0 * (1 + $1 * (0.4 / 0.6).squareRoot())
        },
        elementwise("GaussianNoise", [6, 5], "noise", { GaussianNoise(0.4) }) { $0 + 0.4 * $1 },
        elementwise("AlphaDropout", [6, 5], "keep", { AlphaDropout(0.4) }) {
            // Klambauer et al., 2017: dropped values become -lambda alpha; then mean 0 and variance 1 are put back.
            let low = -1.0507009873554805 * 1.6732632423543772
            let a = 1 / (0.6 * (1 + 0.4 * low * low)).squareRoot()
            return a * ($1 == 1 ? $0 : low) - a * low * 0.4
        },
    ]
}
