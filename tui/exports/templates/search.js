
document.documentElement.classList.add("scripted");
const passages = [...document.querySelectorAll(".passages li")];
const texts = passages.map(one => one.textContent.toLowerCase());
const words = document.getElementById("words"), theme = document.getElementById("theme");
function search() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  passages.forEach((one, place) => {
    const fits = wanted.every(word => texts[place].includes(word))
      && (!theme.value || one.dataset.themes.includes(` ${theme.value} `));
    one.hidden = !fits;
    count += fits;
  });
  document.getElementById("count").textContent = `${count} of ${passages.length} passages`;
}
words.addEventListener("input", search);
theme.addEventListener("change", search);
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
search();
