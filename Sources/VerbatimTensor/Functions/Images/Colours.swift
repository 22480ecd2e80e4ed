// Colours of images, channels last.

extension Tensor {
    /// Hue, saturation and value of red, green and blue, all from 0 to 1; `[..., 3] -> [..., 3]`.
    public func rgbToHSV() -> Tensor {
        let parts = split(3, axis: -1)
        let (r, g, b) = (parts[0], parts[1], parts[2])
        let value = self.max(axes: -1, keepDimensions: true)
        let range = value - self.min(axes: -1, keepDimensions: true)
        let zero = Tensor.zeros(like: value)
        let one = Tensor.ones(like: value)
        let saturation = which(value .> 0, range / which(value .> 0, value, one), zero)
        let norm = 1.0 / (which(range .> 0, range, one) * 6)
        let (green, blue): (Double, Double) = (2.0 / 6, 4.0 / 6)
        let hue = which(
            r .== value, norm * (g - b), which(g .== value, norm * (b - r) + green, norm * (r - g) + blue))
        let known = which(range .> 0, hue, zero)
        return concatenate([which(known .< 0, known + 1, known), saturation, value], axis: -1)
    }

    /// Red, green and blue of hue, saturation and value, all from 0 to 1; `[..., 3] -> [..., 3]`.
    public func hsvToRGB() -> Tensor {
        let parts = split(3, axis: -1)
        let (turn, saturation, value) = (parts[0] * 6, parts[1], parts[2])
        let red = (abs(turn - 3) - 1).clip(0, 1)
        let green = (2 - abs(turn - 2)).clip(0, 1)
        let blue = (2 - abs(turn - 4)).clip(0, 1)
        let rest = 1 - saturation
        return concatenate([red, green, blue].map { (rest + saturation * $0) * value }, axis: -1)
    }

    /// The luma `0.2989 * red + 0.587 * green + 0.114 * blue`; `[..., 3] -> [..., 1]`.
    public func rgbToGrayscale() -> Tensor {
        let parts = split(3, axis: -1)
        return parts[0] * 0.2989 + parts[1] * 0.587 + parts[2] * 0.114
    }
}
