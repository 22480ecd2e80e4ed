import Verbatim

/// An element whose sign before a ReLU, or whose place as the greatest in a pool, lies within float32's rounding.
struct CloseDecision: CustomStringConvertible {
    /// The step, counted from 1.
    let step: Int
    /// Which nudge of the model the element passes, counted from 0.
    let place: Int
    /// The element.
    let index: [Int]
    /// What brings it to the other side.
    let nudge: Float
    /// How far from the threshold it lies.
    let margin: Float

    /// The layers that have nudges, in order.
    private static let layers: [String] = ["conv1", "conv2", "conv3", "conv4", "dense1"]
    /// Those that a 2x2 pool follows.
    private static let pooled: [String] = ["conv2", "conv4"]
    /// Beyond what rounding does to this program's sums of at most 2,304 products.
    private static let limit: Float = 5e-8
    /// Decisions tried of a layer and step.
    private static let most: Int = 8

    /// For the report.
    var description: String { "\(Self.layers[place])\(index) of step \(step), \(margin) from its threshold," }

    /// The closest decisions among a layer's values before the activation.
    static func closest(step: Int, place: Int, _ values: TensorValue) -> [CloseDecision] {
        let elements = values.array(of: Float.self)
        let strides = values.type.strides
        func decision(_ element: Int, by nudge: Float) -> CloseDecision {
            let index = zip(values.shape, strides).map { element / $1 % $0 }
            return CloseDecision(step: step, place: place, index: index, nudge: nudge, margin: nudge.magnitude / 2)
        }
        var found: [CloseDecision] = []
        if pooled.contains(layers[place]) {
            let (batch, height, width, channels) = (
                values.shape[0], values.shape[1], values.shape[2], values.shape[3]
            )
            for sample in 0..<batch {
                for y in 0..<height / 2 {
                    for x in 0..<width / 2 {
                        for channel in 0..<channels {
                            let first = sample * strides[0] + 2 * y * strides[1] + 2 * x * strides[2] + channel
                            let window = [0, strides[2], strides[1], strides[1] + strides[2]].map { first + $0 }
                            let order = window.sorted { elements[$0] > elements[$1] }
                            let (top, next) = (elements[order[0]], elements[order[1]])
                            // Below zero all are alike to the pool: the ReLU has made them 0.
                            let isAlone = next <= 0
                            let gap = isAlone ? top.magnitude : top - next
                            guard gap > 0, gap < limit else { continue }
                            found.append(isAlone ? decision(order[0], by: -2 * top) : decision(order[1], by: 2 * gap))
                        }
                    }
                }
            }
        } else {
            for (element, value) in elements.enumerated() where value != 0 && value.magnitude < limit {
                found.append(decision(element, by: -2 * value))
            }
        }
        return Array(found.sorted { $0.margin < $1.margin }.prefix(most))
    }
}
